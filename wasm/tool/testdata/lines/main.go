// Command lines does what a runtime needs its tables of functions for, and ends
// with a panic.
package main

import (
	"fmt"
	"runtime"
)

type node struct {
	next  *node
	value int
}

// deep makes the stack grow, while it holds pointers that a collection has to find.
//
//go:noinline
func deep(n int, last *node) int {
	if n == 0 {
		runtime.GC()
		sum := 0
		for ; last != nil; last = last.next {
			sum += last.value
		}
		return sum
	}
	mine := &node{last, n}
	return deep(n-1, mine) + mine.value - n
}

//go:noinline
func caught() (why any) {
	defer func() { why = recover() }()
	var nothing []int
	return nothing[3]
}

//go:noinline
func falls() { stumbles() }

// stumbles is inlined.
func stumbles() { panic("on purpose") }

func main() {
	fmt.Println("sum", deep(20000, nil))
	fmt.Println("caught", caught())
	pc, file, line, ok := runtime.Caller(0)
	fmt.Println("here", runtime.FuncForPC(pc).Name(), file, line, ok)
	falls()
}
