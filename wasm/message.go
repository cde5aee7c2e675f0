package main

import (
	"math"
	"strconv"

	"github.com/scorefield/scorefield/sim/lab/param"
)

// Message is a request of the page, or what a worker reports, decoded.
//
// The page and this program speak one vocabulary; it is listed here, and
// nowhere else.
//
//	page → program, each answered (request of engine.js)
//	  set{text}  play  pause  step{n}  train{n}  reset{seed}  data{text|bytes|numbers|floats,labels,width,height,columns,names,name,x,y,weight,reading,axes,far,drawn,label,stroke}
//	  forget  points  sketch  link
//	  state  restore{text}  stats  brief  samples  csv  file{kind}  image{width,height,scale}
//	  look{dark,contrast,lang,reduced}  undo  redo  view  engage{on}  run  seek{clock,step,run,rest}, refused where another run than the one of that number has begun, or the figure plays where it is to rest
//	page → program, not answered
//	  workers{n}, and what workers report: trainingReport, shardReport
//	program → page
//	  opened{values}, once  reply{id,value|error}  band{width,height,y,rgba} of an image, before its reply
//	  frame{stats}  change{name,value}  values{…}  undoable{undo,redo}  error{type,field,value,range,message}
//	  data{stats.data|null}  pointer{x,y,p,logp,score,mean,learned}  cursor  idle  workers{all}  waiting{share,left}, null at its end
//	  and what goes to workers: trainingJob, train, shardJob, shardCommand, release
//
// What workers are told and report is listed at the head of worker.js. Events of
// the picture are Events, and the page's animation frames are Engine.Tick.
type Message struct {
	Type    string
	ID      float64           // 0: no reply wanted
	Fields  map[string]string // scalars as text
	Floats  []float32         // of data: rows one after the other
	Doubles []float64         // the same, with all their digits
	Bytes   []byte            // of data: a file; of a training or shard report
	Labels  []byte            // of data: a second file, of pictures' labels
}

// number reads a numeric field; missing or unreadable gives missing.
func (m Message) number(name string, missing float64) float64 {
	v, err := strconv.ParseFloat(m.Fields[name], 64)
	if err != nil {
		return missing
	}
	return v
}

// mostSteps is how many steps may be asked for at once.
const mostSteps = 100_000_000

// count reads a field that counts steps.
func (m Message) count(name string, missing int) (int, error) {
	text, given := m.Fields[name]
	if !given {
		return missing, nil
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || !(v >= 0 && v <= mostSteps) || v != math.Trunc(v) {
		return 0, &param.Error{Field: name, Value: text, Range: "0 … " + strconv.Itoa(mostSteps)}
	}
	return int(v), nil
}

func (m Message) flag(name string) bool { return m.Fields[name] == "true" }
