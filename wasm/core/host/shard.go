package host

import "github.com/scorefield/scorefield/sim/lab"

// shardTask moves some of the particles of a figure.
type shardTask struct {
	index   int // of the shard in its cloud
	shard   *lab.Shard
	running bool     // a command is being carried out
	next    [][]byte // commands that have come meanwhile
	steps   int      // since the command came
	spent   float64  // milliseconds that they took
}

func newShardTask(index int, b []byte) (*shardTask, bool) {
	shard, ok := lab.OpenShard(b)
	return &shardTask{index: index, shard: shard}, ok
}

// accept begins a command, which may take several turns, or keeps it until those
// before it have been carried out: the next may wait for its turn while others work.
func (t *shardTask) accept(b []byte) bool {
	if t.busy() {
		t.next = append(t.next, b)
		return true
	}
	return t.begin(b)
}

func (t *shardTask) begin(b []byte) bool {
	t.running, t.steps, t.spent = t.shard.Execute(b), 0, 0
	return t.running
}

func (t *shardTask) pending(float64) bool { return t.busy() }

func (t *shardTask) busy() bool { return t.running || len(t.next) > 0 }

func (t *shardTask) wait(float64) float64 { return 0 }

func (t *shardTask) close() {}

// mostKeyframes is how many bytes the keyframes of all shards of a worker may take together, beyond
// those that each starts from: as many as two runs of a million particles keep.
const mostKeyframes = 128 << 20

// limitKeyframes has the shards that have most give up keyframes where those of all together take
// more than most bytes.
func (h *Host) limitKeyframes(most int) {
	for {
		sum, largest, its := 0, (*shardTask)(nil), 0
		for _, e := range h.tasks {
			if t, ok := e.task.(*shardTask); ok {
				n := t.shard.KeyframeBytes()
				if sum += n; n > its {
					largest, its = t, n
				}
			}
		}
		if sum <= most {
			return
		}
		largest.shard.LimitKeyframes(max(its-(sum-most), 0))
	}
}

// run reports bytes only when the whole command has been carried out: a report
// before that would be of another step. Of a command that it does not understand
// it reports no bytes at all, which ends the session.
func (t *shardTask) run(now func() float64, budget float64) Report {
	if !t.running {
		b := t.next[0]
		if t.next = t.next[1:]; !t.begin(b) {
			t.next = nil
			return Report{Kind: "shardReport", Number: t.index, Bytes: []byte{}}
		}
	}
	begin, first, done := now(), t.shard.Clock(), false
	for spent := 0.0; !done && spent < budget; spent = now() - begin {
		done = t.shard.Step()
	}
	t.steps += t.shard.Clock() - first
	r := Report{Kind: "shardReport", Number: t.index, Steps: t.steps}
	if done {
		t.running, r.Bytes = false, t.shard.Report()
	}
	t.spent += now() - begin
	r.Spent = t.spent
	return r
}
