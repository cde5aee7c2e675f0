//go:build !js

package browser_test

import (
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/tracing"
	"github.com/chromedp/chromedp"
)

// task is one of the page's thread, or what a script marked there.
type task struct {
	Name string
	Pid  int
	Tid  int
	Ts   float64 // microseconds, as the others
	Dur  float64
	Tdur float64 // of the processor, which other programs hardly lengthen
}

// asked begins the names of marks that say what the tasks after them are for.
const asked = "asked: "

// tasks are those that took more than so much of the processor's time while act went on, the name of each
// being that of the last mark before it, in their order.
func (p *tab) tasks(than time.Duration, act func()) (long []task) {
	p.t.Helper()
	var mu sync.Mutex
	var seen []task
	whole := make(chan struct{})
	p.mu.Lock()
	p.heard = func(ev any) {
		switch ev := ev.(type) {
		case *tracing.EventDataCollected:
			mu.Lock()
			defer mu.Unlock()
			for _, v := range ev.Value {
				var t task
				if err := json.Unmarshal(v, &t); err == nil && (t.Name == "RunTask" && t.Tdur > float64(than.Microseconds()) || strings.HasPrefix(t.Name, asked)) {
					seen = append(seen, t)
				}
			}
		case *tracing.EventTracingComplete:
			close(whole)
		}
	}
	p.mu.Unlock()
	if _, err := chromedp.Call(p.ctx, tracing.Start, tracing.StartParams{TransferMode: tracing.StartTransferModeReportEvents, TraceConfig: &tracing.TraceConfig{
		RecordMode: tracing.TraceConfigRecordModeRecordContinuously, IncludedCategories: []string{"disabled-by-default-devtools.timeline", "blink.user_timing"}, ExcludedCategories: []string{"*"},
	}}); err != nil {
		p.t.Fatal(err)
	}
	act()
	if _, err := chromedp.Call(p.ctx, tracing.End, cdp.Empty{}); err != nil {
		p.t.Fatal(err)
	}
	select {
	case <-whole:
	case <-p.ctx.Done():
		p.t.Fatal(p.ctx.Err())
	}
	mu.Lock()
	defer mu.Unlock()
	slices.SortStableFunc(seen, func(a, b task) int { return int(a.Ts - b.Ts) })
	first := slices.IndexFunc(seen, func(t task) bool { return t.Name != "RunTask" })
	what := ""
	for _, t := range seen[max(first, 0):] {
		switch {
		case t.Name != "RunTask":
			what = strings.TrimPrefix(t.Name, asked)
		case t.Pid == seen[first].Pid && t.Tid == seen[first].Tid:
			t.Name = what
			long = append(long, t)
		}
	}
	return long
}
