package table_test

import (
	"fmt"

	"github.com/scorefield/scorefield/sim/table"
)

// A file as a spreadsheet in Europe writes it: the dialect is found, the column
// that numbers the rows is not taken, and a row with a gap is left out.
func ExampleRead() {
	file := []byte("Nr;Länge;Breite\n1;1,5;2,25\n2;n/a;1\n3;3;4,75\n")
	t, err := table.Read(file, table.Options{Name: "blatt.csv"})
	if err != nil {
		fmt.Println(err)
		return
	}
	p, err := t.Choose(table.Choice{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(p.Report.X, p.Report.Y, p.Report.Used, "of", p.Report.Rows)
	for _, note := range p.Report.Notes {
		fmt.Println(note.EN)
	}
	fmt.Println(p.XY)
	// Output:
	// Länge Breite 2 of 3
	// Read with semicolons between columns, decimal commas.
	// Column “Nr” numbers the rows and was not taken.
	// 1 of 3 rows has no number and was left out.
	// [[1.5 2.25] [3 4.75]]
}

// Numbers that fit two readings are read one way, and the other is named.
func ExampleTable_others() {
	file := []byte("a;b\n1,204;2,310\n1,350;2,112\n")
	t, _ := table.Read(file, table.Options{})
	fmt.Println(t.Columns[0].Values, "or:", t.Others[0].Text.EN)
	t, _ = table.Read(file, table.Options{Reading: t.Others[0].Key})
	fmt.Println(t.Columns[0].Values)
	// Output:
	// [1.204 1.35] or: semicolons between columns, commas between thousands
	// [1204 1350]
}
