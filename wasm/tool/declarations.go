package main

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"

	"github.com/scorefield/scorefield/sim/lab/param"
)

// declarations are the types of the element for TypeScript: its contract, and
// the types that the script's comments define, given as the text of
// wasm/element/types.js.
func declarations(c contract, types string) (string, error) {
	own, err := typedefs(types)
	if err != nil {
		return "", err
	}
	var d declaring
	d.line("// Types of <score-field>. This file is built.")
	d.line("")
	d.line("export type SceneName = %s;", union(param.Scenes))
	d.block("Every setting; names, values and ranges are the program's table.", "Parameters", func() {
		for _, m := range c.Attributes {
			if m.Property == "" && m.Name != "data" || m.Name == "scene" || m.Name == "seed" {
				d.attribute(m)
			}
		}
	})
	d.block("The element's attributes, those of its settings among them.", "ScoreFieldAttributes extends Parameters", func() {
		for _, m := range c.Attributes {
			if m.Property != "" && m.Name != "scene" && m.Name != "seed" {
				d.attribute(m)
			}
		}
	})
	d.WriteString(pointTypes)
	for _, t := range own {
		d.line("export type %s = %s;", t.name, t.body)
	}
	d.block("What frameworks set as properties.", "ScoreFieldProperties", func() {
		for _, m := range c.Properties {
			if !m.Readonly {
				d.line("  %s?: %s;", m.Name, cmp.Or(m.Accepts, m.Type))
			}
		}
	})
	d.block("What the element tells, by the event's type.", "ScoreFieldEventMap", func() {
		for _, m := range c.Events {
			d.about(m)
			d.line("  %s: CustomEvent<%s>;", m.Name, m.Type)
		}
	})
	d.block("Properties that reflect attributes; null removes the attribute.", "ScoreFieldReflected", func() {
		for _, m := range c.Attributes {
			if m.Property != "" && m.Name != "lang" {
				d.reflected(m)
			}
		}
	})
	d.block("The element. Promises reject with an Error that carries a type, and for a setting field, value and range.", "ScoreFieldElement extends HTMLElement, ScoreFieldReflected", func() {
		for _, m := range c.Properties {
			d.property(m)
		}
		for _, m := range c.Methods {
			d.method(m)
		}
		d.WriteString(listeners)
	})
	d.WriteString(globals)
	return d.String(), nil
}

// declaring is the text of declarations.
type declaring struct{ strings.Builder }

func (d *declaring) line(format string, a ...any) { fmt.Fprintf(d, format+"\n", a...) }

// block declares an interface.
func (d *declaring) block(about, head string, members func()) {
	d.line("")
	d.line("/** %s */", about)
	d.line("export interface %s {", head)
	members()
	d.line("}")
}

func (d *declaring) about(m member) {
	text := m.About
	if m.Default != "" {
		text += " Default: " + m.Default + "."
	}
	d.line("  /** %s */", strings.ReplaceAll(text, "*/", "* /"))
}

func (d *declaring) attribute(m member) {
	d.about(m)
	d.line("  %s?: %s;", key(m.Name), m.Type)
}

func (d *declaring) reflected(m member) {
	d.about(m)
	if m.Type == "boolean" {
		d.line("  %s: boolean;", m.Property)
		return
	}
	d.line("  get %s(): string;", m.Property)
	d.line("  set %s(value: %s);", m.Property, m.Type+" | null")
}

func (d *declaring) property(m member) {
	d.about(m)
	switch {
	case m.Readonly:
		d.line("  readonly %s: %s;", m.Name, m.Type)
	case m.Accepts != "":
		d.line("  get %s(): %s;", m.Name, m.Type)
		d.line("  set %s(value: %s);", m.Name, m.Accepts)
	default:
		d.line("  %s: %s;", m.Name, m.Type)
	}
}

func (d *declaring) method(m member) {
	d.about(m)
	parameters := make([]string, len(m.Parameters))
	for i, p := range m.Parameters {
		mark := ""
		if p.Optional {
			mark = "?"
		}
		parameters[i] = p.Name + mark + ": " + p.Type
	}
	d.line("  %s(%s): Promise<%s>;", m.Name, strings.Join(parameters, ", "), m.Type)
}

// pointTypes, listeners and globals are what no table has.
const (
	pointTypes = `
/** Points: numbers x, y, x, y, …, text, bytes, a file, a picture, pairs, objects with columns, or an address; null takes them away. */
export type Data = string | number[] | ArrayLike<number>[] | object | ArrayBuffer | ArrayBufferView | Blob | null;
export type ImageOptions = { scale?: number; width?: number; height?: number; signal?: AbortSignal };
`
	listeners = `  addEventListener<K extends keyof ScoreFieldEventMap>(type: K, listener: (this: ScoreFieldElement, event: ScoreFieldEventMap[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener<K extends Exclude<keyof HTMLElementEventMap, keyof ScoreFieldEventMap>>(type: K, listener: (this: ScoreFieldElement, event: HTMLElementEventMap[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
`
	globals = `
/** What the script leaves in the window. */
export interface ScoreFieldGlobal {
  /** Of the script. */
  readonly version: string;
  /** Turns fenced code blocks of language scorefield into figures. */
  autoRender(root?: ParentNode): void;
}

/** What a page may put there before the script runs. */
export interface ScoreFieldPlace {
  /** Address of the folder that holds the programs, where the script cannot know. */
  base?: string;
  /** Addresses of single files, by name. */
  files?: Record<string, string>;
}

declare global {
  interface HTMLElementTagNameMap {
    'score-field': ScoreFieldElement;
  }
  interface Window {
    scorefield?: ScoreFieldPlace & Partial<ScoreFieldGlobal>;
  }
}
`
)

var identifier = regexp.MustCompile(`^[A-Za-z_]\w*$`)

// key is a name as the key of an interface.
func key(name string) string {
	if identifier.MatchString(name) {
		return name
	}
	return "'" + name + "'"
}

type typedef struct{ name, body string }

var (
	margin  = regexp.MustCompile(`(?m)^ \* ?`)
	opening = regexp.MustCompile(`@typedef \{`)
	named   = regexp.MustCompile(`^ (\w+)`)
)

// typedefs are the types that a script's comments define.
func typedefs(script string) (list []typedef, err error) {
	text := margin.ReplaceAllString(script, "")
	for _, at := range opening.FindAllStringIndex(text, -1) {
		body, rest, ok := braced(text[at[1]:])
		name := named.FindStringSubmatch(rest)
		if !ok || name == nil {
			return nil, fmt.Errorf("a @typedef has no end or no name: %.60q", text[at[0]:])
		}
		list = append(list, typedef{name[1], strings.Join(strings.Fields(body), " ")})
	}
	return list, nil
}

// braced cuts text at the brace that closes one before it.
func braced(text string) (body, rest string, ok bool) {
	depth := 1
	for i, r := range text {
		switch r {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return text[:i], text[i+1:], true
			}
		}
	}
	return "", "", false
}
