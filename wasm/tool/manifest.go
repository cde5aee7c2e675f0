package main

import (
	"bytes"
	"encoding/json"
	"strings"
)

// The custom elements manifest, schema 1.0.0, which editors and documentation
// tools read: https://github.com/webcomponents/custom-elements-manifest

type (
	manifest struct {
		SchemaVersion string           `json:"schemaVersion"`
		Readme        string           `json:"readme"`
		Modules       []manifestModule `json:"modules"`
	}
	manifestModule struct {
		Kind         string             `json:"kind"`
		Path         string             `json:"path"`
		Declarations []manifestElement  `json:"declarations"`
		Exports      []manifestExported `json:"exports"`
	}
	manifestExported struct {
		Kind        string            `json:"kind"`
		Name        string            `json:"name"`
		Declaration map[string]string `json:"declaration"`
	}
	manifestElement struct {
		Kind          string            `json:"kind"`
		Description   string            `json:"description"`
		Name          string            `json:"name"`
		CustomElement bool              `json:"customElement"`
		TagName       string            `json:"tagName"`
		Superclass    map[string]string `json:"superclass"`
		Attributes    []manifestItem    `json:"attributes"`
		Members       []manifestItem    `json:"members"`
		Events        []manifestItem    `json:"events"`
		Slots         []manifestItem    `json:"slots"`
		Parts         []manifestItem    `json:"cssParts"`
		Styles        []manifestItem    `json:"cssProperties"`
		States        []manifestItem    `json:"cssStates"`
	}
	manifestItem struct {
		Kind        string              `json:"kind,omitempty"`
		Name        string              `json:"name"`
		Description string              `json:"description"`
		Type        *manifestType       `json:"type,omitempty"`
		Default     string              `json:"default,omitempty"`
		FieldName   string              `json:"fieldName,omitempty"`
		Attribute   string              `json:"attribute,omitempty"`
		Reflects    bool                `json:"reflects,omitempty"`
		Readonly    bool                `json:"readonly,omitempty"`
		Parameters  []manifestParameter `json:"parameters,omitempty"`
		Return      *manifestReturn     `json:"return,omitempty"`
	}
	manifestParameter struct {
		Name     string       `json:"name"`
		Type     manifestType `json:"type"`
		Optional bool         `json:"optional,omitempty"`
	}
	manifestReturn struct {
		Type manifestType `json:"type"`
	}
	manifestType struct {
		Text string `json:"text"`
	}
)

// manifestOf is the manifest of a contract.
func manifestOf(c contract) manifest {
	e := manifestElement{
		Kind: "class", Name: "ScoreField", CustomElement: true, TagName: "score-field",
		Description: "A figure of score-based generative modelling that the reader can touch.",
		Superclass:  map[string]string{"name": "HTMLElement"},
		Slots:       items(c.Slots), Parts: items(c.Parts), Styles: items(c.Styles), States: items(c.States),
	}
	for _, m := range c.Attributes {
		i := item(m)
		i.FieldName = m.Property
		e.Attributes = append(e.Attributes, i)
		if m.Property != "" {
			e.Members = append(e.Members, manifestItem{Kind: "field", Name: m.Property, Description: m.About, Type: i.Type, Default: i.Default, Attribute: m.Name, Reflects: true})
		}
	}
	for _, m := range c.Properties {
		i := item(m)
		i.Kind, i.Readonly = "field", m.Readonly
		e.Members = append(e.Members, i)
	}
	for _, m := range c.Methods {
		i := manifestItem{Kind: "method", Name: m.Name, Description: m.About, Return: &manifestReturn{manifestType{"Promise<" + m.Type + ">"}}}
		for _, p := range m.Parameters {
			i.Parameters = append(i.Parameters, manifestParameter{p.Name, manifestType{p.Type}, p.Optional})
		}
		e.Members = append(e.Members, i)
	}
	for _, m := range c.Events {
		i := item(m)
		i.Type = &manifestType{"CustomEvent<" + m.Type + ">"}
		e.Events = append(e.Events, i)
	}
	return manifest{SchemaVersion: "1.0.0", Modules: []manifestModule{{
		Kind: "javascript-module", Path: "scorefield.mjs", Declarations: []manifestElement{e},
		Exports: []manifestExported{{"custom-element-definition", "score-field", map[string]string{"name": e.Name, "module": "scorefield.mjs"}}},
	}}}
}

func items(members []member) []manifestItem {
	list := make([]manifestItem, len(members))
	for i, m := range members {
		list[i] = item(m)
	}
	return list
}

func item(m member) manifestItem {
	i := manifestItem{Name: m.Name, Description: m.About}
	if m.Type != "" {
		i.Type = &manifestType{m.Type}
	}
	if m.Default != "" {
		i.Default = "'" + m.Default + "'"
		if strings.HasPrefix(m.Type, "boolean") {
			i.Default = m.Default
		}
	}
	return i
}

// encode is the manifest as text.
func (m manifest) encode() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(m)
	return b.Bytes(), err
}
