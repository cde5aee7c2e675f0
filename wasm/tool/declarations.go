package main

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/scorefield/scorefield/sim/lab/param"
)

// declarations are the types of the element for TypeScript: its contract, and
// the types that the script's comments define, given as the text of
// wasm/element/types.js.
func declarations(c contract, types string) (string, error) {
	var b strings.Builder
	line := func(format string, a ...any) { fmt.Fprintf(&b, format+"\n", a...) }
	about := func(indent string, m member) {
		text := m.About
		if m.Default != "" {
			text += " Default: " + m.Default + "."
		}
		line("%s/** %s */", indent, strings.ReplaceAll(text, "*/", "* /"))
	}

	line("// Types of <score-field>. This file is built.")
	line("")
	line("export type SceneName = %s;", union(param.Scenes))
	line("")
	line("/** Every setting; names, values and ranges are the program's table. */")
	line("export interface Parameters {")
	for _, m := range c.Attributes {
		if m.Property != "" && m.Name != "scene" && m.Name != "seed" || m.Name == "data" {
			continue
		}
		about("  ", m)
		line("  %s?: %s;", key(m.Name), m.Type)
	}
	line("}")
	line("")
	line("/** The element's attributes, those of its settings among them. */")
	line("export interface ScoreFieldAttributes extends Parameters {")
	for _, m := range c.Attributes {
		if m.Property == "" || m.Name == "scene" || m.Name == "seed" {
			continue
		}
		about("  ", m)
		line("  %s?: %s;", key(m.Name), m.Type)
	}
	line("}")
	line("")
	line("/** Points: numbers x, y, x, y, …, text, bytes, a file, a picture, pairs, objects with columns, or an address; null takes them away. */")
	line("export type Data = string | number[] | ArrayLike<number>[] | object | ArrayBuffer | ArrayBufferView | Blob | null;")
	line("export type ImageOptions = { scale?: number; width?: number; height?: number; signal?: AbortSignal };")
	own, err := typedefs(types)
	if err != nil {
		return "", err
	}
	for _, d := range own {
		line("export type %s = %s;", d.name, d.body)
	}
	line("")
	line("/** What frameworks set as properties. */")
	line("export interface ScoreFieldProperties {")
	for _, m := range c.Properties {
		if m.Readonly {
			continue
		}
		t := m.Type
		if m.Accepts != "" {
			t = m.Accepts
		}
		line("  %s?: %s;", m.Name, t)
	}
	line("}")
	line("")
	line("/** What the element tells, by the event's type. */")
	line("export interface ScoreFieldEventMap {")
	for _, m := range c.Events {
		about("  ", m)
		line("  %s: CustomEvent<%s>;", m.Name, m.Type)
	}
	line("}")
	line("")
	line("/** Properties that reflect attributes; null removes the attribute. */")
	line("export interface ScoreFieldReflected {")
	for _, m := range c.Attributes {
		if m.Property == "" || m.Name == "lang" {
			continue
		}
		about("  ", m)
		if m.Type == "boolean" {
			line("  %s: boolean;", m.Property)
			continue
		}
		line("  get %s(): string;", m.Property)
		line("  set %s(value: %s);", m.Property, m.Type+" | null")
	}
	line("}")
	line("")
	line("/** The element. Promises reject with an Error that carries a type, and for a setting field, value and range. */")
	line("export interface ScoreFieldElement extends HTMLElement, ScoreFieldReflected {")
	for _, m := range c.Properties {
		about("  ", m)
		switch {
		case m.Readonly:
			line("  readonly %s: %s;", m.Name, m.Type)
		case m.Accepts != "":
			line("  get %s(): %s;", m.Name, m.Type)
			line("  set %s(value: %s);", m.Name, m.Accepts)
		default:
			line("  %s: %s;", m.Name, m.Type)
		}
	}
	for _, m := range c.Methods {
		about("  ", m)
		parameters := make([]string, len(m.Parameters))
		for i, p := range m.Parameters {
			mark := ""
			if p.Optional {
				mark = "?"
			}
			parameters[i] = p.Name + mark + ": " + p.Type
		}
		line("  %s(%s): Promise<%s>;", m.Name, strings.Join(parameters, ", "), m.Type)
	}
	line("  addEventListener<K extends keyof ScoreFieldEventMap>(type: K, listener: (this: ScoreFieldElement, event: ScoreFieldEventMap[K]) => unknown, options?: boolean | AddEventListenerOptions): void;")
	line("  addEventListener<K extends Exclude<keyof HTMLElementEventMap, keyof ScoreFieldEventMap>>(type: K, listener: (this: ScoreFieldElement, event: HTMLElementEventMap[K]) => unknown, options?: boolean | AddEventListenerOptions): void;")
	line("  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;")
	line("}")
	line("")
	line("/** What the script leaves in the window. */")
	line("export interface ScoreFieldGlobal {")
	line("  /** Of the script. */")
	line("  readonly version: string;")
	line("  /** Turns fenced code blocks of language scorefield into figures. */")
	line("  autoRender(root?: ParentNode): void;")
	line("}")
	line("")
	line("/** What a page may put there before the script runs. */")
	line("export interface ScoreFieldPlace {")
	line("  /** Address of the folder that holds the programs, where the script cannot know. */")
	line("  base?: string;")
	line("  /** Addresses of single files, by name. */")
	line("  files?: Record<string, string>;")
	line("}")
	line("")
	line("declare global {")
	line("  interface HTMLElementTagNameMap {")
	line("    'score-field': ScoreFieldElement;")
	line("  }")
	line("  interface Window {")
	line("    scorefield?: ScoreFieldPlace & Partial<ScoreFieldGlobal>;")
	line("  }")
	line("}")
	return b.String(), nil
}

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
