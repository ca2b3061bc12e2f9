// SPDX-License-Identifier: Apache-2.0
// log_pipeline.c by cgo: each line of standard input goes on once for each pattern that matches it, with the number of
// the pattern in front, or once with `no_match` or what is wrong with it; totals go to standard error.
//
//	go build log_pipeline.go && ./log_pipeline '{ $.errorCode = "*" }' '{ $.eventName = "ConsoleLogin" }' <events.ndjson
package main

// #cgo pkg-config: coverwatch
// #include <coverwatch/c/coverwatch.h>
import "C"

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"unsafe"
)

func chars(text string) *C.char { return (*C.char)(unsafe.Pointer(unsafe.StringData(text))) }

func needed(found bool, number int, failure **C.coverwatch_error) {
	if !found {
		fmt.Fprintf(os.Stderr, "pattern %d: %s", number, C.GoString(C.coverwatch_error_rendered(*failure).data))
		os.Exit(2)
	}
}

func main() {
	patterns, failure := make([]*C.coverwatch_pattern, len(os.Args)-1), (*C.coverwatch_error)(nil)
	for i, text := range os.Args[1:] {
		patterns[i] = C.coverwatch_pattern_parse(chars(text), C.size_t(len(text)), nil, &failure)
		needed(patterns[i] != nil, i+1, &failure)
	}
	set := C.coverwatch_set_compile(unsafe.SliceData(patterns), C.size_t(len(patterns)), &failure)
	needed(set != nil, len(patterns), &failure)
	memory, totals := C.coverwatch_scratch_new(0), make([]int, len(os.Args)) // one scratch for each goroutine
	in, out := bufio.NewReader(os.Stdin), bufio.NewWriter(os.Stdout)
	for line, err := in.ReadString('\n'); err == nil || line != ""; line, err = in.ReadString('\n') {
		event, matches, count := strings.TrimSuffix(line, "\n"), (*C.uint32_t)(nil), C.size_t(0)
		what := C.coverwatch_set_evaluate(set, memory, chars(event), C.size_t(len(event)), &matches, &count)
		for _, number := range unsafe.Slice(matches, count) {
			totals[number]++
			fmt.Fprintf(out, "%d\t%s\n", number+1, event)
		}
		if count == 0 {
			fmt.Fprintf(out, "%s\t%s\n", C.GoString(C.coverwatch_outcome_name(what)), event)
		}
		if what != C.COVERWATCH_MATCH && what != C.COVERWATCH_NO_MATCH {
			totals[len(patterns)]++
		}
	}
	for i, text := range append(os.Args[1:], "(damaged)") {
		fmt.Fprintf(os.Stderr, "%d\t%s\n", totals[i], text)
	}
	if out.Flush() != nil || totals[len(patterns)] > 0 {
		os.Exit(2)
	}
}
