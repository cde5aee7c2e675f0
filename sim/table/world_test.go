package table

import (
	"strings"
	"testing"
	"unicode/utf16"
)

// world are shapes of files that people have, each with what is right of it.
var world = []struct {
	name, text   string
	x, y, weight string // the columns that are taken
	rows, used   int
	first        [][2]float64
	says         string // part of the notes
	wrong        string // part of the error instead
}{
	{name: "GPS logger", text: "INDEX,TAG,DATE,TIME,LATITUDE N/S,LONGITUDE E/W,HEIGHT,SPEED\n1,T,260101,120001,48.137154N,11.576124E,519,3.2\n2,T,260101,120002,48.137160N,0.576240W,519,3.1\n",
		x: "LONGITUDE E/W", y: "LATITUDE N/S", rows: 2, used: 2, first: xy(11.576124, 48.137154, -0.57624, 48.13716), says: "11.576124E"},
	{name: "GPS log", text: "time,lat,lon,ele\n2026-01-01T12:00:01Z,48.137154,11.576124,519\n2026-01-01T12:00:02Z,48.137160,11.576240,519\n2026-01-01T12:00:03Z,48.137190,11.576300,520\n",
		x: "lon", y: "lat", rows: 3, used: 3, first: xy(11.576124, 48.137154)},
	{name: "German statistics office", text: "GENESIS-Tabelle: 12411-0001\nBevölkerung;;\nStichtag;Bevölkerung (Anzahl);Fläche (qkm)\n31.12.2019;83.166.711;357.581,5\n31.12.2020;83.155.031;357.595,8\n31.12.2021;83.237.124;357.600,1\n__________\n© Statistisches Bundesamt\n",
		x: "Bevölkerung (Anzahl)", y: "Fläche (qkm)", rows: 3, used: 3, first: xy(83166711, 357581.5)},
	{name: "INSEE", text: "\ufeffCODGEO;LIBGEO;P19_POP;SUPERF\n01001;L'Abergement-Clémenciat;771;15,95\n01002;L'Abergement-de-Varey;253;9,15\n01004;Ambérieu-en-Bugey;14134;24,6\n",
		x: "P19_POP", y: "SUPERF", rows: 3, used: 3, first: xy(771, 15.95)},
	{name: "TSV with BOM", text: "\ufeffname\tx\ty\r\na\t1.5\t2\r\nb\t2.5\t3\r\nc\t3.5\t5\r\n", x: "x", y: "y", rows: 3, used: 3, first: xy(1.5, 2)},
	{name: "unicode minus", text: "x,y\n−1.5,2\n−2.5,–3\n3,−4\n", x: "x", y: "y", rows: 3, used: 3, first: xy(-1.5, 2, -2.5, -3)},
	{name: "percent", text: "Country,Literacy,Growth\nA,98.5%,1.2%\nB,87%,-0.4%\nC,64.25 %,3%\n", x: "Literacy", y: "Growth", rows: 3, used: 3, first: xy(98.5, 1.2, 87, -0.4, 64.25, 3), says: "%"},
	{name: "currency", text: "item,price,cost\na,\"$1,234.50\",$5\nb,$99.95,$7.25\nc,-$3.00,\"($2,000.00)\"\n", x: "price", y: "cost", rows: 3, used: 3, first: xy(1234.5, 5, 99.95, 7.25, -3, -2000), says: "$"},
	{name: "euros behind", text: "Artikel;Preis;Kosten\na;1.234,50 €;5,00 €\nb;99,95 €;7,25 €\nc;-3,00 €;2.000,00 €\n", x: "Preis", y: "Kosten", rows: 3, used: 3, first: xy(1234.5, 5, 99.95, 7.25, -3, 2000), says: "€"},
	{name: "scientific with comma", text: "t;i\n1,5E-03;2,25e+02\n2,5E-03;3,5e+02\n1E+00;4,75E+02\n", x: "t", y: "i", rows: 3, used: 3, first: xy(0.0015, 225, 0.0025, 350, 1, 475)},
	{name: "Fortran exponents", text: "  0.1000D+01  0.2500D-02\n  0.2000D+01  0.3500D-02\n  0.3000D+01 -0.1500D-02\n", x: "column 1", y: "column 2", rows: 3, used: 3, first: xy(1, 0.0025, 2, 0.0035)},
	{name: "fixed width", text: "Station        Lat     Lon    Elev\nNew York      40.71  -74.01    10\nLos Angeles   34.05 -118.24    93\nSan Jose      37.34 -121.89    25\nBoston        42.36  -71.06    43\n", x: "Lon", y: "Lat", rows: 4, used: 4, first: xy(-74.01, 40.71, -118.24, 34.05)},
	{name: "fixed width with an empty cell", text: "Some report of a station\n\nName     Height  Weight\nA B       1.50      60\nCarl               70\nD E F     1.80      81\nGeo       1.70      72\n", x: "Height", y: "Weight", rows: 4, used: 3, first: xy(1.5, 60, 1.8, 81)},
	{name: "markdown", text: "| name | x | y |\n|------|---:|:--:|\n| a | 1 | 2 |\n| b | 3 | 4 |\n| c | 5 | 9 |\n", x: "x", y: "y", rows: 3, used: 3, first: xy(1, 2, 3, 4, 5, 9)},
	{name: "psql", text: " id | x   | y\n----+-----+-----\n  1 | 1.5 | 2\n  2 | 3.5 | 4\n  3 | 5.5 | 9\n(3 rows)\n", x: "x", y: "y", rows: 3, used: 3, first: xy(1.5, 2, 3.5, 4)},
	{name: "mysql", text: "+----+------+------+\n| id | x    | y    |\n+----+------+------+\n|  7 | 1.5  | 2    |\n|  9 | 3.5  | NULL |\n| 12 | 5.5  | 9    |\n+----+------+------+\n", x: "x", y: "y", rows: 3, used: 2, first: xy(1.5, 2, 5.5, 9)},
	{name: "missing by many words", text: "x,y\nNaN,1\n1,NA\nnull,3\n.,4\n-,5\n6,7\n8,\n10,11\n#N/A,3\n", x: "x", y: "y", rows: 9, used: 2, first: xy(6, 7, 10, 11), says: "no number"},
	{name: "date and a value", text: "Date,Close\n2026-01-02,100.5\n2026-01-05,101.25\n2026-01-06,99\n2026-02-01,98\n", x: "Date", y: "Close", rows: 4, used: 4, first: xy(20455, 100.5, 20458, 101.25, 20459, 99), says: "days since 1970-01-01"},
	{name: "date and time", text: "timestamp;temperature\n2026-01-02 06:00:00;3,5\n2026-01-02 12:00:00;7,5\n2026-01-03 00:00:00;1,5\n", x: "timestamp", y: "temperature", rows: 3, used: 3, first: xy(20455.25, 3.5, 20455.5, 7.5, 20456, 1.5), says: "days"},
	{name: "German dates", text: "Datum;Wert\n02.01.2026;3,5\n05.01.2026;7,5\n31.01.2026;1,5\n", x: "Datum", y: "Wert", rows: 3, used: 3, first: xy(20455, 3.5, 20458, 7.5, 20484, 1.5)},
	{name: "American dates", text: "Date,Price\n01/02/2026,3.5\n01/05/2026,7.5\n01/31/2026,1.5\n", x: "Date", y: "Price", rows: 3, used: 3, first: xy(20455, 3.5, 20458, 7.5, 20484, 1.5)},
	{name: "dates of either order", text: "Date,Price\n01/02/2026,3.5\n01/05/2026,7.5\n01/06/2026,1.5\n", x: "Date", y: "Price", rows: 3, used: 3, first: xy(20455, 3.5), says: "can also be read"},
	{name: "stock prices", text: "Date,Open,High,Low,Close,Volume\n2026-01-02,100.5,101,99,100,12000\n2026-01-05,101.25,103,100,102,15000\n2026-01-06,99,100,97,98,9000\n", x: "Open", y: "High", rows: 3, used: 3, first: xy(100.5, 101)},
	{name: "JSON lines", text: "{\"x\": 1, \"y\": 2}\n{\"x\": 3, \"y\": 4}\n{\"x\": 5, \"y\": null}\n{\"x\": 7, \"y\": 9}\n", x: "x", y: "y", rows: 4, used: 3, first: xy(1, 2, 3, 4, 7, 9)},
	{name: "GeoJSON with polygons", text: `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1},"geometry":{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,2],[0,2],[0,0]]]}},{"type":"Feature","properties":{"a":2},"geometry":{"type":"Point","coordinates":[7,8]}},{"type":"Feature","properties":{"a":3},"geometry":{"type":"Point","coordinates":[5,9]}}]}`,
		x: "longitude", y: "latitude", rows: 3, used: 2, first: xy(7, 8, 5, 9), says: "1 geometry is no point"},
	{name: "GeoJSON of polygons", text: `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,2],[0,0]]]}}]}`, wrong: "1 geometry is no point and was left out"},
	{name: "CR alone", text: "x,y\r1,2\r3,4\r5,9\r", x: "x", y: "y", rows: 3, used: 3, first: xy(1, 2, 3, 4)},
	{name: "quoted numbers", text: "\"x\",\"y\"\n\"1\",\"2\"\n\"3\",\"4\"\n\"5\",\"9\"\n", x: "x", y: "y", rows: 3, used: 3, first: xy(1, 2, 3, 4)},
	{name: "single quotes", text: "'x';'y'\n'1,5';'2,5'\n'3,5';'4,5'\n'5,5';'9,5'\n", x: "x", y: "y", rows: 3, used: 3, first: xy(1.5, 2.5)},
	{name: "trailing separators and empty lines", text: "x;y;\n\n1;2;\n\n3;4;\n5;9;\n\n;;\n", x: "x", y: "y", rows: 3, used: 3, first: xy(1, 2, 3, 4, 5, 9)},
	{name: "empty columns of a sheet", text: "x,y,,,\n1,2,,,\n3,4,,,\n5,9,,,\n,,,,\n,,,,\n", x: "x", y: "y", rows: 3, used: 3, first: xy(1, 2, 3, 4, 5, 9)},
	{name: "huge header", text: "\"" + strings.Repeat("very long name ", 400) + "\",\"" + strings.Repeat("another long name ", 400) + "\"\n1,2\n3,4\n5,9\n", rows: 3, used: 3, first: xy(1, 2, 3, 4), x: "*", y: "*"},
	{name: "long preamble", text: strings.Repeat("# a line of a report with, commas; and more\n", 60) + "x,y\n1,2\n3,4\n5,9\n", x: "x", y: "y", rows: 3, used: 3, first: xy(1, 2)},
	{name: "long preamble without marks", text: strings.Repeat("A line of a report, with commas\n", 30) + "x,y\n1,2\n3,4\n5,9\n6,1\n7,3\n", wrong: "columns"},
	{name: "Kaggle Titanic", text: "PassengerId,Survived,Pclass,Name,Sex,Age,SibSp,Parch,Ticket,Fare,Cabin,Embarked\n1,0,3,\"Braund, Mr. Owen Harris\",male,22,1,0,A/5 21171,7.25,,S\n2,1,1,\"Cumings, Mrs. John\",female,38,1,0,PC 17599,71.2833,C85,C\n3,1,3,\"Heikkinen, Miss. Laina\",female,,0,0,STON/O2. 3101282,7.925,,S\n",
		x: "Survived", y: "Pclass", rows: 3, used: 3, first: xy(0, 3, 1, 1, 1, 3)},
	{name: "units in brackets", text: "Length [cm],Mass (kg)\n1,2\n3,4\n5,9\n", x: "Length [cm]", y: "Mass (kg)", rows: 3, used: 3, first: xy(1, 2)},
	{name: "ARFF", text: "% iris\n@relation iris\n\n@attribute sepallength real\n@attribute petallength real\n@attribute class {a,b}\n\n@data\n5.1,1.4,a\n4.9,1.5,a\n6.0,4.5,b\n", x: "sepallength", y: "petallength", rows: 3, used: 3, first: xy(5.1, 1.4, 4.9, 1.5)},
	{name: "gnuplot", text: "# x y\n1 2\n3 4\n\n\n5 9\n7 8\n", x: "x", y: "y", rows: 4, used: 4, first: xy(1, 2, 3, 4, 5, 9)},
	{name: "Python list", text: "[(1, 2), (3, 4), (5, 9)]", x: "*", y: "*", rows: 3, used: 3, first: xy(1, 2, 3, 4, 5, 9)},
	{name: "NumPy printed", text: "[[ 1.   2. ]\n [ 3.   4.5]\n [ 5.   9. ]]\n", x: "*", y: "*", rows: 3, used: 3, first: xy(1, 2, 3, 4.5, 5, 9)},
	{name: "R printed", text: "  eruptions waiting\n1     3.600      79\n2     1.800      54\n3     3.333      74\n", x: "eruptions", y: "waiting", rows: 3, used: 3, first: xy(3.6, 79, 1.8, 54)},
	{name: "Matlab matrix", text: "1.0, 2.0;\n3.0, 4.0;\n5.0, 9.0;\n", x: "column 1", y: "column 2", rows: 3, used: 3, first: xy(1, 2, 3, 4)},
	{name: "booleans beside", text: "ok,a,b\nTRUE,1,2\nFALSE,3,4\nTRUE,5,9\n", x: "a", y: "b", rows: 3, used: 3, first: xy(1, 2)},
	{name: "degrees", text: "lat;lon\n48.1°;11.5°\n48.2°;11.7°\n48.4°;11.6°\n", x: "lon", y: "lat", rows: 3, used: 3, first: xy(11.5, 48.1)},
	{name: "thin spaces and apostrophes", text: "Einwohner;Fläche\n1’234’567;1’000.5\n234’567;200.25\n12’000;30\n", x: "Einwohner", y: "Fläche", rows: 3, used: 3, first: xy(1234567, 1000.5)},
	{name: "plus signs", text: "dx,dy\n+1.5,-2\n-0.5,+3\n+2,+4\n", x: "dx", y: "dy", rows: 3, used: 3, first: xy(1.5, -2)},
	{name: "less than", text: "x,y\n<0.5,2\n1.5,3\n2.5,4\n3.5,4\n4.5,6\n5.5,6\n", x: "x", y: "y", rows: 6, used: 5, first: xy(1.5, 3), says: "left out"},
	{name: "full-width digits", text: "x，y\n１，２\n３，４\n５，９\n", x: "x", y: "y", rows: 3, used: 3, first: xy(1, 2, 3, 4)},
}

func TestTheWorldsFiles(t *testing.T) {
	for _, c := range world {
		p, err := open(c.text, "", Choice{})
		switch {
		case c.wrong != "":
			if err == nil || !strings.Contains(err.Error(), c.wrong) {
				t.Errorf("%s: %v, %v", c.name, p, err)
			}
			continue
		case err != nil:
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		r := &p.Report
		if c.x != "*" && (r.X != c.x || r.Y != c.y) || r.Weight != c.weight || r.Rows != c.rows || r.Used != c.used || !begins(p.XY, c.first) {
			t.Errorf("%s: got %q, %v …\n%s", c.name, r.Summary().EN, p.XY[:min(3, len(p.XY))], notes(r))
		}
		if !strings.Contains(notes(r), c.says) {
			t.Errorf("%s: the notes do not say %q:\n%s", c.name, c.says, notes(r))
		}
	}
}

// TestUTF16WithoutMark: either order of bytes is known by the zeros.
func TestUTF16WithoutMark(t *testing.T) {
	for _, high := range []int{0, 1} {
		var b []byte
		for _, u := range utf16.Encode([]rune("größe,länge\n1,2\n3,4\n5,9\n")) {
			pair := [2]byte{byte(u), byte(u)}
			pair[high], pair[1-high] = byte(u>>8), byte(u)
			b = append(b, pair[:]...)
		}
		p, err := open(string(b), "", Choice{})
		if err != nil || p.Report.X != "größe" || len(p.XY) != 3 {
			t.Errorf("high byte %d: %v %v", high, p, err)
		}
	}
}
