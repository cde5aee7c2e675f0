package main

import (
	"iter"
	"time"
)

// slicer runs the work of one figure in slices of time, so that however long it is the
// page's frames go on: work calls Yield between its pieces, and once the slice is over
// it is left there and goes on in the next. The zero value does all work at once.
type slicer struct {
	length time.Duration // of a slice; 0: work is not interrupted

	work    func() // that has been begun, nil if there is none
	next    func() (struct{}, bool)
	stop    func()
	yield   func(struct{}) bool
	end     time.Time // of the slice
	running bool
	whole   bool          // it is to be done now, however long it takes
	away    time.Duration // that work has spent between slices
	passing func()        // called wherever work may be interrupted; may be nil
}

// closing ends work that nobody needs any more.
type closing struct{}

// Run begins work, with what is left of it if it is interrupted for the calls of Continue. It
// reports whether all is done. Nothing else may have been begun.
func (s *slicer) Run(work func()) (done bool) {
	if s.length == 0 {
		work()
		return true
	}
	s.work = work
	return s.Continue()
}

// Begun reports whether there is work that waits for its next slice.
func (s *slicer) Begun() bool { return s.work != nil && !s.running }

// Continue gives the work that has been begun a slice, and reports whether all is done.
// A panic of the work is the caller's.
func (s *slicer) Continue() (done bool) {
	if s.next == nil {
		s.next, s.stop = iter.Pull(s.loop)
	}
	s.end = now().Add(s.length)
	s.running = true
	defer func() { s.running = false }()
	s.next()
	return s.work == nil
}

// Finish does what is left.
func (s *slicer) Finish() {
	if s.Begun() {
		s.whole = true
		defer func() { s.whole = false }()
		s.Continue()
	}
}

// Close gives up what is left.
func (s *slicer) Close() {
	if s.stop != nil && !s.running {
		s.stop()
	}
}

// loop does one piece of work after the other. Where it was left is where it goes on.
func (s *slicer) loop(yield func(struct{}) bool) {
	defer func() {
		s.work = nil
		if err := recover(); err != nil && err != (closing{}) {
			panic(err)
		}
	}()
	s.yield = yield
	for {
		s.work()
		s.work = nil
		if !yield(struct{}{}) {
			return
		}
	}
}

// Yield is called by work where it may be interrupted.
func (s *slicer) Yield() {
	if s.passing != nil {
		s.passing()
	}
	if !s.running || s.whole || now().Before(s.end) {
		return
	}
	begin := now()
	if !s.yield(struct{}{}) {
		panic(closing{})
	}
	s.away += since(begin)
}

// Now is the time on a clock that stands still while work waits for its next slice.
func (s *slicer) Now() time.Time { return now().Add(-s.away) }

// Hold does something during which work is not interrupted, though it may be called by it:
// what the page has asked for in the midst of a call.
func (s *slicer) Hold(do func()) {
	before := s.whole
	s.whole = true
	defer func() { s.whole = before }()
	do()
}
