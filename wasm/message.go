package main

import "strconv"

// Message is one request of the page, already decoded.
//
// The page and this program speak one language; the same list stands at the
// head of page/frame.js.
//
//	page → program (each has an id and gets a reply)
//	  set{text}  play  pause  step{n}  train{n}  reset{seed}  data{text|bytes|numbers|floats,columns,name,x,y,weight,reading,axes,far} forget link
//	  state  restore{text}  stats  samples  csv  image{width,height,scale}
//	  look{dark,contrast,lang}  undo  redo  view{reset}  engage{on}  seek{clock,step}
//	  (without a reply)  workers{n}  trainingReport{number,bytes,steps,spent}  shardReport{number,bytes,steps,spent}
//	program → page
//	  ready{version,params,scenes,values}  frame{stats}  change{name,value}  values{…}
//	  workers{all}  trainingJob{version,bytes}  train{step,stride}  shardJob{shard,bytes}  shardCommand{bytes}  release
//	  error{type,field,value,range,message}  pointer{x,y,p,logp,score}  idle  reply{id,value|error}
type Message struct {
	Type    string
	ID      float64           // 0: no reply wanted
	Fields  map[string]string // scalars as text
	Floats  []float32         // of data: rows one after the other
	Doubles []float64         // the same, with all their digits
	Bytes   []byte            // of data: a file; of a training or shard report
}

// number reads a numeric field; missing or unreadable gives missing.
func (m Message) number(name string, missing float64) float64 {
	v, err := strconv.ParseFloat(m.Fields[name], 64)
	if err != nil {
		return missing
	}
	return v
}

func (m Message) flag(name string) bool { return m.Fields[name] == "true" }
