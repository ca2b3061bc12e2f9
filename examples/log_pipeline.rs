// SPDX-License-Identifier: Apache-2.0
// log_pipeline.c by Rust's `extern "C"`: the same arguments, the same lines in and out. It wants the shared library;
// docs/embedding.md has PKG_CONFIG_PATH and LD_LIBRARY_PATH for one outside of /usr.
//   rustc -O -L native=$(pkg-config --variable=libdir coverwatch) log_pipeline.rs
//   ./log_pipeline '{ $.errorCode = "*" }' '{ $.eventName = "ConsoleLogin" }' <events.ndjson
use std::{ffi::CStr, ptr::{null, null_mut}};
use std::io::{stdin, stdout, BufRead, BufWriter, Error, Write};
use std::os::{raw::{c_char, c_void}, unix::ffi::OsStrExt};

type Handle = *mut c_void; // of a pattern, a set, a scratch or an error
#[repr(C)]
struct Text { data: *const c_char, size: usize }

#[link(name = "coverwatch")]
extern "C" {
    fn coverwatch_error_rendered(error: Handle) -> Text;
    fn coverwatch_pattern_parse(text: *const u8, size: usize, options: *const c_void, error: *mut Handle) -> Handle;
    fn coverwatch_set_compile(patterns: *const Handle, count: usize, error: *mut Handle) -> Handle;
    fn coverwatch_scratch_new(max_event_bytes: usize) -> Handle;
    fn coverwatch_set_evaluate(set: Handle, memory: Handle, event: *const u8, size: usize,
                               matches: *mut *const u32, count: *mut usize) -> i32;
    fn coverwatch_outcome_name(outcome: i32) -> *const c_char;
}

fn stop(said: impl AsRef<str>) -> ! { eprint!("{}", said.as_ref()); std::process::exit(2) }
fn unwritten(_: Error) { stop("standard output: cannot be written\n") }
fn unread(_: Error) -> Vec<u8> { stop("standard input: cannot be read\n") }
fn needed(handle: Handle, n: usize, error: Handle) -> Handle {
    if !handle.is_null() { return handle; }
    if error.is_null() { stop("out of memory\n"); }
    stop(format!("pattern {n}: {}", unsafe { CStr::from_ptr(coverwatch_error_rendered(error).data) }.to_string_lossy()))
}

fn main() {
    let (texts, mut error, mut patterns) = (std::env::args_os().skip(1).collect::<Vec<_>>(), null_mut(), vec![]);
    for (i, text) in texts.iter().map(|text| text.as_bytes()).enumerate() {
        let handle = unsafe { coverwatch_pattern_parse(text.as_ptr(), text.len(), null(), &mut error) };
        patterns.push(needed(handle, i + 1, error));
    }
    let set = needed(unsafe { coverwatch_set_compile(patterns.as_ptr(), texts.len(), &mut error) }, texts.len(), error);
    let memory = needed(unsafe { coverwatch_scratch_new(0) }, 0, null_mut()); // one for each thread
    let (mut totals, mut damaged, mut out) = (vec![0; texts.len()], 0, BufWriter::new(stdout().lock()));
    for line in stdin().lock().split(b'\n') {
        if line.is_err() { out.flush().unwrap_or_else(unwritten); }
        let (line, mut matches, mut count) = (line.unwrap_or_else(unread), null(), 0);
        let what = unsafe { coverwatch_set_evaluate(set, memory, line.as_ptr(), line.len(), &mut matches, &mut count) };
        damaged += i32::from(what > 1); // neither COVERWATCH_NO_MATCH nor COVERWATCH_MATCH
        let mut pass = |route: &[u8]| out.write_all(&[route, b"\t", &line, b"\n"].concat()).unwrap_or_else(unwritten);
        for number in (0..count).map(|i| unsafe { *matches.add(i) } as usize) {
            totals[number] += 1;
            pass((number + 1).to_string().as_bytes());
        }
        if count == 0 { pass(unsafe { CStr::from_ptr(coverwatch_outcome_name(what)) }.to_bytes()); }
    }
    out.flush().unwrap_or_else(unwritten);
    for (total, text) in totals.iter().zip(&texts) { eprintln!("{total}\t{}", text.to_string_lossy()); }
    eprintln!("{damaged}\t(damaged)");
    std::process::exit(if damaged > 0 { 2 } else { 0 })
}
