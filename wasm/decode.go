//go:build !js

package main

// decodeText is the browser's where there is one.
func decodeText(string, []byte) (text string, ok bool) { return "", false }
