// Command core is the program in a page's workers: it has no screen and no
// document. What it does is package host; its boot script, page/worker.js,
// talks to it through
//
//	scorefieldCore(type, id, value)     a message; the answer is returned
//
// and lists the messages.
package main
