// Package host is what the program of a page's workers does: a task for each figure that trains
// its networks, and one that moves a shard of its particles. It knows nothing of JavaScript.
package host
