// Package article makes the lesson: one page in each language from one outline,
// so that figures, formulas and order cannot drift apart.
//
// The sources, all of them plain text:
//
//	outline.txt      the order: chapters, paragraphs, formulas, figures with their presets
//	formulas.txt     every displayed formula, in the subset of TeX of tex.go
//	symbols.txt      the table of symbols
//	numbers.txt      numbers that the text claims; the tests compute them
//	references.txt   the literature
//	en.txt, zh.txt   the texts, under the same keys
//
// The pages are plain HTML and MathML; what moves on them is in
// public/article.js and the figures. They are kept in public/, and a test says
// so when they are older than their sources.
package article
