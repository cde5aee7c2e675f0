package main

import (
	"cmp"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim/lab/param"
)

// element is the script of the element as it is joined.
func element(t *testing.T) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join("..", "element", "*.js"))
	if err != nil || len(names) == 0 {
		t.Fatal("no script: ", err)
	}
	var b strings.Builder
	for _, name := range names {
		b.WriteString(text(t, name))
	}
	return b.String()
}

func text(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// found are the first groups of all matches, each once and in order.
func found(expression, text string) (list []string) {
	for _, m := range regexp.MustCompile(expression).FindAllStringSubmatch(text, -1) {
		list = append(list, m[1])
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// listed are the strings of the array that stands after a text.
func listed(t *testing.T, script, before string) []string {
	t.Helper()
	_, rest, ok := strings.Cut(script, before)
	inner, _, end := strings.Cut(rest, "]")
	if !ok || !end {
		t.Fatalf("the script has no list after %q", before)
	}
	return found(`'([a-z-]+)'`, inner)
}

func namesOf(members []member, which func(member) bool) (list []string) {
	for _, m := range members {
		if which(m) {
			list = append(list, m.Name)
		}
	}
	slices.Sort(list)
	return list
}

func all(member) bool { return true }

// TestTheContractIsTheScripts: what is documented is what the script has.
func TestTheContractIsTheScripts(t *testing.T) {
	script, c := element(t), theContract()
	_, class, ok := strings.Cut(text(t, filepath.Join("..", "element", "element.js")), "class ScoreField extends HTMLElement {")
	class, _, end := strings.Cut(class, "\n}\n")
	if !ok || !end {
		t.Fatal("the script has no class of the element")
	}
	callbacks := []string{"adoptedCallback", "attributeChangedCallback", "connectedCallback", "constructor", "disconnectedCallback"}
	methods := slices.DeleteFunc(found(`(?m)^  (?:async )?([a-z]\w*)\(.*\{`, class), func(name string) bool { return slices.Contains(callbacks, name) })
	accessors := found(`(?m)^  (?:get|set) ([a-z]\w*)\(`, class)
	reflected := listed(t, script, "const reflected = [")
	observed := listed(t, script, "static observedAttributes = [")

	properties := namesOf(c.Properties, all)
	for _, m := range c.Attributes {
		if m.Property != "" && m.Property != "lang" && !slices.Contains(reflected, m.Property) { // lang is every element's
			properties = append(properties, m.Property)
		}
	}
	slices.Sort(properties)
	for _, tc := range []struct {
		what       string
		documented []string
		script     []string
	}{
		{"methods", namesOf(c.Methods, all), methods},
		{"properties", properties, accessors},
		{"reflected attributes", namesOf(c.Attributes, func(m member) bool {
			return m.Property != "" && m.Property != "lang" && m.Type != "boolean"
		}), reflected},
		{"events", namesOf(c.Events, all), found(`#emit\('(\w+)'`, script)},
		{"parts", namesOf(c.Parts, all), found(`part: '(\w+)'`, script)},
		{"states", namesOf(c.States, all), found(`#state\('(\w+)'`, script)},
		{"attributes of a fenced block, beside settings", namesOf(c.Attributes, func(m member) bool { return !slices.Contains(param.Names(), m.Name) }), listed(t, script, "const allowed = new Set([")},
	} {
		if !slices.Equal(tc.documented, tc.script) {
			t.Errorf("%s: documented are %q, the script has %q", tc.what, tc.documented, tc.script)
		}
	}
	documented := namesOf(c.Attributes, all)
	for _, name := range observed {
		if !slices.Contains(documented, name) {
			t.Errorf("attribute %s is observed and not documented", name)
		}
	}
	for _, name := range param.Names() {
		if !slices.Contains(documented, name) {
			t.Errorf("setting %s is not documented", name)
		}
	}
	for _, m := range slices.Concat(c.Attributes, c.Properties, c.Methods, c.Events, c.Slots, c.Parts, c.States, c.Styles) {
		if m.About == "" || !strings.HasSuffix(m.About, ".") {
			t.Errorf("%q: documentation %q is no sentence", m.Name, m.About)
		}
	}
	for _, m := range c.Styles {
		if !strings.Contains(script, "var("+m.Name) {
			t.Errorf("nothing is drawn with %s", m.Name)
		}
	}
}

// rows are those of the README's table about a kind of member.
func rows(kind string, members []member) (list []string) {
	for i, m := range members {
		if i > 0 {
			kind = ""
		}
		name := m.Name
		if m.Parameters != nil {
			var parameters []string
			for _, p := range m.Parameters {
				if p.Optional {
					p.Name += "?"
				}
				parameters = append(parameters, p.Name)
			}
			name += "(" + strings.Join(parameters, ", ") + ")"
		}
		list = append(list, strings.Join([]string{"", kind, cmp.Or(name, "(default)"), strings.ReplaceAll(m.Type, "|", `\|`), m.About, ""}, "|"))
	}
	return list
}

// TestTheReadmeHasTheContract: its table has every member, with its type and what is said of it; settings it leaves to theirs.
// Where code is set as code is the README's choice.
func TestTheReadmeHasTheContract(t *testing.T) {
	c := theContract()
	own := slices.DeleteFunc(slices.Clone(c.Attributes), func(m member) bool {
		return m.Name != "scene" && m.Name != "seed" && slices.Contains(param.Names(), m.Name)
	})
	want := slices.Concat(rows("Attributes", own), rows("Properties", c.Properties), rows("Methods", c.Methods), rows("Events", c.Events),
		rows("Slots", c.Slots), rows("Parts", c.Parts), rows("States", c.States), rows("Style", c.Styles))
	_, table, ok := strings.Cut(text(t, filepath.Join("..", "..", "README.md")), "| | name | type | |\n|---|---|---|---|\n")
	table, _, end := strings.Cut(table, "\n\n")
	if !ok || !end {
		t.Fatal("the README has no table of the element")
	}
	bare := strings.NewReplacer("`", "")
	space := regexp.MustCompile(` *(\\?\|) *`)
	plain := func(row string) string { return space.ReplaceAllString(bare.Replace(row), "$1") }
	got := strings.Split(table, "\n")
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(got):
			t.Fatalf("the README lacks\n%s", want[i])
		case i >= len(want):
			t.Fatalf("the README has, too\n%s", got[i])
		case plain(got[i]) != plain(want[i]):
			t.Fatalf("the README has\n%s\nin the place of\n%s", got[i], want[i])
		}
	}
}

// TestChoicesAreTheScripts: the values of the element's own attributes are
// those that the script allows.
func TestChoicesAreTheScripts(t *testing.T) {
	_, rest, ok := strings.Cut(element(t), "const choices = {")
	rows, _, end := strings.Cut(rest, "};")
	if !ok || !end {
		t.Fatal("the script has no choices")
	}
	checked := 0
	for _, m := range theContract().Attributes {
		at := regexp.MustCompile(`\b` + m.Name + `: \[([^\]]*)\]`).FindStringSubmatch(rows)
		if at == nil {
			continue
		}
		checked++
		if want, got := found(`'([a-z]+)'`, at[1]), found(`'([a-z]+)'`, m.Type); !slices.Equal(want, got) {
			t.Errorf("%s: documented are %q, the script has %q", m.Name, got, want)
		}
	}
	if n := strings.Count(rows, ": ["); checked != n || n == 0 {
		t.Errorf("%d of %d choices are documented", checked, n)
	}
}

// TestManifest: the manifest has what schema 1.0.0 asks for, and everything
// that the contract has.
func TestManifest(t *testing.T) {
	b, err := manifestOf(theContract()).encode()
	if err != nil {
		t.Fatal(err)
	}
	var m struct {
		SchemaVersion string
		Modules       []struct {
			Kind, Path   string
			Declarations []struct {
				Kind, Name, TagName string
				CustomElement       bool
				Attributes          []struct{ Name, FieldName string }
				Members             []struct{ Kind, Name, Attribute string }
				Events              []struct{ Name, Type any }
				CSSStates           []struct{ Name string }
			}
			Exports []struct {
				Kind, Name  string
				Declaration struct{ Name, Module string }
			}
		}
	}
	if err := json.Unmarshal(b, &m); err != nil {
		t.Fatal(err)
	}
	if m.SchemaVersion != "1.0.0" || len(m.Modules) != 1 || m.Modules[0].Kind != "javascript-module" || len(m.Modules[0].Declarations) != 1 {
		t.Fatalf("%+v", m)
	}
	module, c := m.Modules[0], theContract()
	d := module.Declarations[0]
	if d.TagName != "score-field" || !d.CustomElement || len(d.Attributes) != len(c.Attributes) || len(d.Events) != len(c.Events) || len(d.CSSStates) != len(c.States) {
		t.Errorf("%+v", d)
	}
	members := map[string]bool{}
	for _, f := range d.Members {
		if f.Kind != "field" && f.Kind != "method" || members[f.Name] {
			t.Errorf("member %+v", f)
		}
		members[f.Name] = true
	}
	for _, f := range slices.Concat(c.Properties, c.Methods) {
		if !members[f.Name] {
			t.Errorf("%s is missing", f.Name)
		}
	}
	for _, a := range d.Attributes {
		if a.FieldName != "" && !members[a.FieldName] {
			t.Errorf("%s reflects in %s, which is missing", a.Name, a.FieldName)
		}
	}
	if len(module.Exports) != 1 || module.Exports[0].Kind != "custom-element-definition" || module.Exports[0].Declaration.Name != d.Name {
		t.Errorf("%+v", module.Exports)
	}
}

// TestTypedefs: braces within braces, margins, and mistakes.
func TestTypedefs(t *testing.T) {
	list, err := typedefs("/**\n * @typedef { {a: number,\n *   b: {c: string}[]}} One\n * @typedef {'x' | 'y'} Two\n */")
	if err != nil || len(list) != 2 || list[0] != (typedef{"One", "{a: number, b: {c: string}[]}"}) || list[1] != (typedef{"Two", "'x' | 'y'"}) {
		t.Errorf("%+v %v", list, err)
	}
	for _, script := range []string{"/** @typedef {a", "/** @typedef {a} */"} {
		if _, err := typedefs(script); err == nil {
			t.Errorf("%q is taken", script)
		}
	}
}
