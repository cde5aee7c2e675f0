// Command core is the program in a page's workers: it has no screen and no
// document. It runs a task for each figure that has one here, training its
// networks or moving a shard of its particles, and answers with bytes. Its boot script,
// page/worker.js, talks to it through
//
//	scorefieldCore(type, id, value)     a message; the answer is returned
//
// and lists the messages. On other platforms the package is empty but for what
// its tests run.
package main
