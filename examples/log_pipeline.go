// SPDX-License-Identifier: Apache-2.0
// log_pipeline.c by cgo: the same arguments, the same lines in and out. `go build log_pipeline.go` wants the shared
// library; docs/embedding.md has PKG_CONFIG_PATH and LD_LIBRARY_PATH for one outside of /usr.
package main

import (
	// #cgo pkg-config: coverwatch
	// #include <coverwatch/c/coverwatch.h>
	// static const char* reason(const coverwatch_error* e) { return e ? coverwatch_error_rendered(e).data : ""; }
	// static int damage(coverwatch_outcome what) { return what != COVERWATCH_MATCH && what != COVERWATCH_NO_MATCH; }
	"C"
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"unsafe"
)

func chars(text []byte) *C.char { return (*C.char)(unsafe.Pointer(&append(text, 0)[0])) } // an empty one has no [0]
func written(_ int, err error)  { stopIf(err != nil, "standard output: cannot be written\n") }

func stopIf(bad bool, format string, values ...any) {
	if bad {
		fmt.Fprintf(os.Stderr, format, values...)
		os.Exit(2)
	}
}

func main() {
	patterns, failure := make([]*C.coverwatch_pattern, len(os.Args)), (*C.coverwatch_error)(nil)
	for i, text := range os.Args[1:] {
		patterns[i] = C.coverwatch_pattern_parse(chars([]byte(text)), C.size_t(len(text)), nil, &failure)
		stopIf(patterns[i] == nil, "pattern %d: %s", i+1, C.GoString(C.reason(failure)))
	}
	set, memory := C.coverwatch_set_compile(&patterns[0], C.size_t(len(os.Args)-1), &failure), C.coverwatch_scratch_new(0)
	stopIf(set == nil, "pattern %d: %s", len(os.Args)-1, C.GoString(C.reason(failure)))
	stopIf(memory == nil, "out of memory\n") // one for each goroutine
	totals, in, out := make([]int, len(os.Args)), bufio.NewReader(os.Stdin), bufio.NewWriter(os.Stdout)
	line, err := in.ReadBytes('\n')
	for ; err == nil || len(line) > 0; line, err = in.ReadBytes('\n') {
		event, matches, count := bytes.TrimSuffix(line, []byte("\n")), (*C.uint32_t)(nil), C.size_t(0)
		what := C.coverwatch_set_evaluate(set, memory, chars(event), C.size_t(len(event)), &matches, &count)
		for _, number := range unsafe.Slice(matches, count) {
			totals[number]++
			written(fmt.Fprintf(out, "%d\t%s\n", number+1, event))
		}
		if count == 0 {
			written(fmt.Fprintf(out, "%s\t%s\n", C.GoString(C.coverwatch_outcome_name(what)), event))
		}
		totals[len(totals)-1] += int(C.damage(what))
	}
	written(0, out.Flush())
	stopIf(err != io.EOF, "standard input: cannot be read\n")
	for i, text := range append(os.Args[1:], "(damaged)") {
		fmt.Fprintf(os.Stderr, "%d\t%s\n", totals[i], text)
	}
	stopIf(totals[len(totals)-1] > 0, "")
}
