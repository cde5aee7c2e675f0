// Package own reads a person's own data for an experiment: a file or numbers
// become points of the view, with what is to be said of them. The programs that
// only move particles do without it.
package own

import (
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/target"
	"github.com/scorefield/scorefield/sim/table"
)

// Data are what a person brought, and how to take them. Without Bytes and
// Numbers, the columns of what was brought before are chosen anew.
type Data struct {
	Name    string    // of the file, or ""
	Bytes   []byte    // of a file; see table.Read
	Numbers []float64 // or rows of Columns numbers
	Columns int       // 0 is 2
	Names   []string  // of them; nil where they have none
	X, Y    string    // names of columns; "" lets the table choose
	Weight  string    // the same; table.NoWeight takes none
	Reading string    // key of a reading; "" is the best
	Axes    string    // target.SameScale or target.OwnScales; "" decides by the spreads
	Far     string    // target.LeaveFar leaves out points far from all others; "" keeps them
	Labels  []byte    // of pictures: a second file, of labels; nil without one
	Width   int       // of a sheet of pictures: then Bytes are its grey pixels, row by row
	Height  int       // of it; 0 of anything else
	Drawn   bool      // the points were put where they are in the view: it does not move under them

	Decode func(label string, data []byte) (text string, ok bool) // see table.Options
	Yield  func()                                                 // called between pieces of the work, of some milliseconds; may be nil
}

func (d *Data) pause() {
	if d.Yield != nil {
		d.Yield()
	}
}

// source is what points were read from.
type source struct {
	data  Data
	table *table.Table
}

// Read makes points of what a person brought; before are those of what was
// brought earlier, or nil. The error is a *param.Error.
func Read(d Data, before *target.Points) (*target.Points, error) {
	s := source{data: d}
	if d.Bytes == nil && d.Numbers == nil {
		var old source
		known := false
		if before != nil {
			old, known = before.Source.(source)
		}
		if !known {
			return nil, noFile()
		}
		s.data.Name, s.data.Bytes, s.data.Numbers, s.data.Columns, s.data.Names = old.data.Name, old.data.Bytes, old.data.Numbers, old.data.Columns, old.data.Names
		if d.Reading == old.data.Reading {
			s.table = old.table
		}
	}
	if s.table == nil {
		t, err := open(&s.data)
		if err != nil {
			return nil, sentence(err)
		}
		s.table = t
	}
	d.pause()
	chosen, err := s.table.Choose(table.Choice{X: d.X, Y: d.Y, Weight: d.Weight})
	if err != nil {
		return nil, sentence(err)
	}
	placing := target.Placing{Axes: d.Axes, Far: d.Far, Alike: chosen.Report.Alike, Yield: d.Yield}
	if d.Drawn {
		placing.At = &density.NoCentring
		if before != nil {
			placing.At = &before.Centring
		}
	}
	p := target.Place(density.Points{XY: chosen.XY, W: chosen.W}, placing)
	p.Name, p.Source = chosen.Report.Name, s
	take(&p.Facts, &chosen.Report, s.table)
	p.Summarise()
	return p, nil
}

func noFile() error {
	return &param.Error{Field: "data", Why: param.Label{
		EN: "There is no file whose columns could be chosen; open it again.", ZH: "没有可供选择列的文件；请重新打开。"}}
}

func open(d *Data) (*table.Table, error) {
	if d.Numbers != nil {
		if d.Drawn && d.Names == nil {
			d.Names = []string{"x", "y"}
		}
		return table.FromRows(d.Numbers, max(d.Columns, 2), table.Options{Name: d.Name, Names: d.Names, Yield: d.Yield})
	}
	return table.Read(d.Bytes, table.Options{Name: d.Name, Reading: d.Reading, Decode: d.Decode, Yield: d.Yield})
}

// take puts what the table says before what the target says.
func take(f *target.Facts, r *table.Report, t *table.Table) {
	if f.LeftFar {
		r.Used -= f.Far
	}
	f.Rows, f.Used, f.X, f.Y, f.Weight, f.Units = r.Rows, r.Used, r.X, r.Y, r.Weight, r.Units
	f.Left = f.Rows - f.Used
	f.Choices, f.Reading = t.Choices(), t.Reading.Key
	for _, o := range t.Others {
		f.Readings = append(f.Readings, target.Reading{Key: o.Key, Text: param.Label(o.Text)})
	}
	var notes []param.Label
	for _, n := range r.Notes {
		notes = append(notes, param.Label(n))
	}
	f.Notes = append(notes, f.Notes...)
}

// sentence is a table's error for whoever set something.
func sentence(err error) error {
	e, ok := err.(*table.Error)
	if !ok {
		return &param.Error{Field: "data", Why: param.Label{EN: err.Error(), ZH: err.Error()}}
	}
	return &param.Error{Field: e.Field(), Value: e.Value, Range: e.Range(), Why: param.Label(e.Sentence())}
}
