// SPDX-License-Identifier: Apache-2.0
// log_pipeline.c by Rust's `extern "C"`: each line of standard input goes on once for each pattern that matches it,
// with the number of the pattern in front, or once with `no_match` or what is wrong; totals go to standard error.
//   rustc -O -L native=$(pkg-config --variable=libdir coverwatch) log_pipeline.rs
//   ./log_pipeline '{ $.errorCode = "*" }' '{ $.eventName = "ConsoleLogin" }' <events.ndjson
use std::ffi::{c_char, c_void, CStr};
use std::io::{stdin, stdout, BufRead, BufWriter, Write};
use std::os::unix::ffi::OsStrExt;
use std::ptr::{null, null_mut};

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

fn needed(handle: Handle, number: usize, error: Handle) {
    if !handle.is_null() { return; }
    eprint!("pattern {number}: {}", unsafe { CStr::from_ptr(coverwatch_error_rendered(error).data) }.to_string_lossy());
    std::process::exit(2);
}

fn main() -> std::io::Result<()> {
    let (texts, mut error, mut patterns) = (std::env::args_os().skip(1).collect::<Vec<_>>(), null_mut(), vec![]);
    for (i, text) in texts.iter().map(|text| text.as_bytes()).enumerate() {
        patterns.push(unsafe { coverwatch_pattern_parse(text.as_ptr(), text.len(), null(), &mut error) });
        needed(patterns[i], i + 1, error);
    }
    let set = unsafe { coverwatch_set_compile(patterns.as_ptr(), patterns.len(), &mut error) };
    needed(set, patterns.len(), error);
    let memory = unsafe { coverwatch_scratch_new(0) }; // one for each thread
    let (mut totals, mut damaged, mut out) = (vec![0; texts.len()], 0, BufWriter::new(stdout().lock()));
    for line in stdin().lock().split(b'\n') {
        let (line, mut matches, mut count) = (line?, null(), 0);
        let what = unsafe { coverwatch_set_evaluate(set, memory, line.as_ptr(), line.len(), &mut matches, &mut count) };
        damaged += i32::from(what > 1); // neither COVERWATCH_NO_MATCH nor COVERWATCH_MATCH
        let mut pass = |route: &str| out.write_all(&[route.as_bytes(), b"\t", &line, b"\n"].concat());
        for number in (0..count).map(|i| unsafe { *matches.add(i) } as usize) {
            totals[number] += 1;
            pass(&(number + 1).to_string())?;
        }
        if count == 0 { pass(&unsafe { CStr::from_ptr(coverwatch_outcome_name(what)) }.to_string_lossy())?; }
    }
    for (total, text) in totals.iter().zip(&texts) {
        eprintln!("{total}\t{}", text.to_string_lossy());
    }
    eprintln!("{damaged}\t(damaged)");
    out.flush()?;
    std::process::exit(if damaged > 0 { 2 } else { 0 })
}
