// Package protocol is what the threads of a page say to one another, and what a
// page keeps: the jobs, commands and reports of training and of shards, and
// checkpoints, each a plain struct with Append and Read. Every message begins
// with its kind and with the build of the program that wrote it, so that neither
// another kind nor another build's bytes are taken for what they are not.
//
//	TrainingJob      page → worker    what training starts from
//	TrainingReport   worker → page    what happened since the last report
//	HelperJob        worker → worker  what another begins from to make parts of steps
//	PartOrder        worker → worker  a part of a step, to be made
//	PartReport       worker → worker  the part
//	ShardJob         page → worker    what some particles start from
//	ShardCommand     page → worker    where they go, and what is to be seen there
//	ShardReport      worker → page    what is seen
//	Checkpoint       page → later     an experiment as it is
//
// Reading any bytes takes time and memory in proportion to their number.
package protocol

// build names the sources that a program was built from; the linker sets it. Two
// programs of different age on one page, one of them from a cache, would not do
// the same steps: they refuse one another's bytes.
var build = ""

// kind is the first word of a message.
type kind int

const (
	trainingJob kind = 1 + iota
	trainingReport
	shardJob
	shardCommand
	shardReport
	checkpoint
	helperJob
	partOrder
	partReport
)

func begin(b []byte, k kind) writer {
	w := writer{b}
	w.count(int(k))
	w.text(build)
	return w
}

func open(b []byte, k kind) reader {
	r := reader{b: b}
	if r.count() != int(k) || r.text() != build {
		r.fail()
	}
	return r
}
