//go:build !js

package main

import "fmt"

func main() { fmt.Println("This program runs in the page of the benchmarks: ./build.sh bench.") }
