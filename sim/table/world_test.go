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
	{name: "Python dict", text: "{'x': [1, 2.5, -3e2], 'y': (4, None, 7), 'note': \"it's\", }", x: "x", y: "y", rows: 3, used: 2, first: xy(1, 4, -300, 7)},
	{name: "JavaScript objects", text: "[\n  {x: 1, y: 2, ok: true},\n  {x: 3, y: 4, 'ok': false},\n  {x: 5, y: 9},\n]", x: "x", y: "y", rows: 3, used: 3, first: xy(1, 2, 3, 4, 5, 9)},
	{name: "Python list that is cut off", text: "{'x': [1, 2, 3], 'y': [4, 5", wrong: "JSON is broken"},
	{name: "R printed", text: "  eruptions waiting\n1     3.600      79\n2     1.800      54\n3     3.333      74\n", x: "eruptions", y: "waiting", rows: 3, used: 3, first: xy(3.6, 79, 1.8, 54)},
	{name: "Matlab matrix", text: "1.0, 2.0;\n3.0, 4.0;\n5.0, 9.0;\n", x: "column 1", y: "column 2", rows: 3, used: 3, first: xy(1, 2, 3, 4)},
	{name: "booleans beside", text: "ok,a,b\nTRUE,1,2\nFALSE,3,4\nTRUE,5,9\n", x: "a", y: "b", rows: 3, used: 3, first: xy(1, 2)},
	{name: "degrees", text: "lat;lon\n48.1°;11.5°\n48.2°;11.7°\n48.4°;11.6°\n", x: "lon", y: "lat", rows: 3, used: 3, first: xy(11.5, 48.1)},
	{name: "thin spaces and apostrophes", text: "Einwohner;Fläche\n1’234’567;1’000.5\n234’567;200.25\n12’000;30\n", x: "Einwohner", y: "Fläche", rows: 3, used: 3, first: xy(1234567, 1000.5)},
	{name: "plus signs", text: "dx,dy\n+1.5,-2\n-0.5,+3\n+2,+4\n", x: "dx", y: "dy", rows: 3, used: 3, first: xy(1.5, -2)},
	{name: "less than", text: "x,y\n<0.5,2\n1.5,3\n2.5,4\n3.5,4\n4.5,6\n5.5,6\n", x: "x", y: "y", rows: 6, used: 5, first: xy(1.5, 3), says: "left out"},
	{name: "station: 9999.9 and 999.9 for no value", text: "STN,TEMP,WDSP\n1,45.2,5.1\n2,9999.9,3.2\n3,47.0,999.9\n4,44.0,6.1\n5,43.5,5.5\n6,41.2,7.0\n7,9999.9,2.0\n8,40.1,3.5\n",
		x: "TEMP", y: "WDSP", rows: 8, used: 5, first: xy(45.2, 5.1, 44, 6.1), says: "9999.9 was taken for no value, in 2 rows"},
	{name: "-9999 for no value", text: "year,temp,rain\n1990,12.1,30\n1991,-9999,30.5\n1992,11.9,28.0\n1993,12.5,33.1\n1994,-9999,-9999\n1995,12.0,31.2\n",
		x: "year", y: "temp", rows: 6, used: 4, first: xy(1990, 12.1, 1992, 11.9), says: "999 and the like as numbers"},
	{name: "999 among numbers like it", text: "a,b\n999,1\n1200,99\n750,3\n500,70\n", x: "a", y: "b", rows: 4, used: 4, first: xy(999, 1, 1200, 99)},
	{name: "a longitude of -99.9", text: "lat,lon\n19.4,-99.9\n40.7,-74\n38.9,-77\n39.9,-75.1\n", x: "lon", y: "lat", rows: 4, used: 4, first: xy(-99.9, 19.4)},
	{name: "weather of KNMI: dates in eight digits", text: "YYYYMMDD,TG,PG\n19900130,3.1,1012\n19900131,-99.9,1010\n19900201,2.1,1009\n19900202,1.8,1010\n19900203,2.4,1011\n",
		x: "TG", y: "PG", rows: 5, used: 4, first: xy(3.1, 1012, 2.1, 1009), says: "-99.9 was taken for no value"},
	{name: "dates in eight digits and one value", text: "day,level\n20260130,3.5\n20260131,4\n20260201,2\n", x: "day", y: "level", rows: 3, used: 3, first: xy(20483, 3.5, 20484, 4, 20485, 2), says: "days since 1970-01-01"},
	{name: "eight digits that are no dates", text: "part,level\n20261301,3.5\n20260131,4\n20260201,2\n", x: "part", y: "level", rows: 3, used: 3, first: xy(20261301, 3.5)},
	{name: "separators behind rows, not behind names", text: "x,y\n1,2,\n3,4,\n5,9,\n", x: "x", y: "y", rows: 3, used: 3, first: xy(1, 2, 3, 4, 5, 9)},
	{name: "no value in Spanish and German", text: "x;y\nn.d.;1,5\n2,5;s/d\n3,5;4,5\n1,5;2,2\nk.A.;2\n", x: "x", y: "y", rows: 5, used: 2, first: xy(3.5, 4.5, 1.5, 2.2), says: "3 of 5 rows have no number"},
	{name: "some rows fit another separator by chance", text: "x;y\nweg;1,5\n2,5;fort\n3,5;4,5\n1,5;2,2\nfehlt;2\n", wrong: "\"weg\" is not a number"},
	{name: "the same, and one word for no value", text: "x;y\nweg;1,5\n2,5;weg\n3,5;4,5\n1,5;2,2\nweg;2\n", x: "x", y: "y", rows: 5, used: 2, first: xy(3.5, 4.5, 1.5, 2.2), says: "3 of 5 rows have no number"},
	{name: "numbers of customers", text: "customer_no,income,age\n1003,2500,34\n1001,2700,44\n1017,2100,35\n", x: "income", y: "age", rows: 3, used: 3, first: xy(2500, 34)},
	{name: "OpenStreetMap", text: "@id,@lat,@lon,name\n31,48.1,11.5,A\n22,48.2,11.6,B\n83,48.3,11.4,C\n", x: "@lon", y: "@lat", rows: 3, used: 3, first: xy(11.5, 48.1), says: "as on a map"},
	{name: "taxis", text: "fare,pickup_latitude,pickup_longitude,dropoff_latitude,dropoff_longitude\n4.5,40.72,-73.84,40.71,-73.85\n16.9,40.71,-74.01,40.78,-73.97\n5.7,40.76,-73.98,40.75,-73.99\n",
		x: "pickup_longitude", y: "pickup_latitude", rows: 3, used: 3, first: xy(-73.84, 40.72), says: "as on a map"},
	{name: "GeoJSON with heights, and a property that few have", text: `{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[12.5,41.9,21.0]},"properties":{"n":1}},{"type":"Feature","geometry":null,"properties":{}},{"type":"Feature","geometry":{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2,3]}]},"properties":{}},{"type":"Feature","geometry":{"type":"Point","coordinates":[9.2,45.5,120]},"properties":{}}]}`,
		x: "longitude", y: "latitude", rows: 4, used: 3, first: xy(12.5, 41.9, 1, 2, 9.2, 45.5), says: "“n” was not taken as weights"},
	{name: "GeoJSON text sequence", text: "\x1e{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]},\"properties\":{}}\n\x1e{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[3,5]},\"properties\":{}}\n",
		x: "longitude", y: "latitude", rows: 2, used: 2, first: xy(1, 2, 3, 5)},
	{name: "VTK", text: "# vtk DataFile Version 2.0\nfoo\nASCII\nDATASET POLYDATA\nPOINTS 3 float\n0 0 0\n1 0.5 0\n2 1.5 0\n", wrong: "a VTK file"},
	{name: "PLY", text: "ply\nformat ascii 1.0\nelement vertex 3\nproperty float x\nproperty float y\nend_header\n0 0\n1 0.5\n2 1.5\n", wrong: "a PLY model"},
	{name: "commas with blanks, few rows with points", text: "1.5, 2\n3, 4.25\n5, 9\n7, 1.5\n2, 2\n", x: "column 1", y: "column 2", rows: 5, used: 5, first: xy(1.5, 2, 3, 4.25, 5, 9)},
	{name: "a summary of pandas", text: ",eruptions,waiting\ncount,272.000000,272.000000\nmean,3.487783,70.897059\nstd,1.141371,13.594974\nmin,1.600000,43.000000\n25%,2.162750,58.000000\n50%,4.000000,76.000000\n75%,4.454250,82.000000\nmax,5.100000,96.000000\n", wrong: "a summary of a table, with rows such as “mean” and “std”"},
	{name: "the same as printed", text: "        eruptions     waiting\ncount  272.000000  272.000000\nmean     3.487783   70.897059\nstd      1.141371   13.594974\nmin      1.600000   43.000000\n25%      2.162750   58.000000\nmax      5.100000   96.000000\n", wrong: "a summary of a table"},
	{name: "a summary of Polars", text: "statistic,a,b\ncount,272.0,272.0\nnull_count,0.0,0.0\nmean,3.48,70.9\nstd,1.14,13.6\nmin,1.6,43.0\n50%,4.0,76.0\nmax,5.1,96.0\n", wrong: "a summary of a table"},
	{name: "a summary of R", text: "\"\",\"a\",\"b\"\n\"Min.\",1.6,43\n\"1st Qu.\",2.16,58\n\"Median\",4,76\n\"Mean\",3.49,70.9\n\"3rd Qu.\",4.45,82\n\"Max.\",5.1,96\n", wrong: "a summary of a table"},
	{name: "groups, of which one is called max", text: "name,a,b\nmean,1,2\nmax,3,4\nmoritz,5,9\n", x: "a", y: "b", rows: 3, used: 3, first: xy(1, 2, 3, 4, 5, 9)},
	{name: "points in one cell each", text: "name,pos\na,\"(1, 2)\"\nb,\"(3, 4)\"\nc,\"(5, 9)\"\n", x: "pos 1", y: "pos 2", rows: 3, used: 3, first: xy(1, 2, 3, 4, 5, 9), says: "Cells such as “(1, 2)” hold several numbers"},
	{name: "points in the only cell, with names", text: "\"(lon, lat)\"\n\"(1.5, 2)\"\n\"(3, 4)\"\n\"(5, 9)\"\n", x: "lon", y: "lat", rows: 3, used: 3, first: xy(1.5, 2, 3, 4, 5, 9)},
	{name: "points in brackets, decimal commas", text: "name;pos\na;\"[1,5; 2]\"\nb;\"[3,25; 4]\"\nc;\nd;\"[5; 9,5]\"\n", x: "pos 1", y: "pos 2", rows: 4, used: 3, first: xy(1.5, 2, 3.25, 4, 5, 9.5), says: "1 of 4 rows has no number"},
	{name: "places of a map in quotes", text: "place,coords\nA,\"48.1, 11.5\"\nB,\"48.2, 11.7\"\nC,\"48.4, 11.6\"\n", x: "coords 1", y: "coords 2", rows: 3, used: 3, first: xy(48.1, 11.5)},
	{name: "arrays of NumPy in cells", text: "t\tv\n1\t[1.  2.5]\n2\t[3. 4.]\n3\t[5. 9.]\n", x: "v 1", y: "v 2", rows: 3, used: 3, first: xy(1, 2.5, 3, 4)},
	{name: "points in brackets, one a line", text: "(1.5, 2)\n(3, 4.25)\n(5, 9)\n", x: "*", y: "*", rows: 3, used: 3, first: xy(1.5, 2, 3, 4.25, 5, 9)},
	{name: "cells with one, two and three numbers", text: "name,pos\na,\"(1, 2)\"\nb,\"(3, 4, 5)\"\nc,\"(5)\"\n", wrong: "there is no pair of coordinates"},
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
			t.Errorf("%s: got %s, %v …\n%s", c.name, taken(r), p.XY[:min(3, len(p.XY))], notes(r))
		}
		if !strings.Contains(notes(r), c.says) {
			t.Errorf("%s: the notes do not say %q:\n%s", c.name, c.says, notes(r))
		}
	}
}

// TestSentinelsAsNumbers: the other reading takes sentinels as numbers, and offers the
// first one again.
func TestSentinelsAsNumbers(t *testing.T) {
	data := []byte("year,rain\n1990,30\n1991,-9999\n1992,28\n1993,33\n1994,31\n")
	first, err := Read(data, Options{})
	if err != nil || len(first.Others) != 1 {
		t.Fatal(first, err)
	}
	second, err := Read(data, Options{Reading: first.Others[0].Key})
	if err != nil || len(second.Others) != 1 || second.Others[0].Key != first.Reading.Key {
		t.Fatal(second, err)
	}
	if p, err := second.Choose(Choice{}); err != nil || len(p.XY) != 5 || p.XY[1] != [2]float64{1991, -9999} || strings.Contains(notes(&p.Report), "no value") {
		t.Error(p, err)
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

// TestWhatIsNotReadIsSaid: a text without two columns of numbers is refused with what stands there
// instead and how to write it, in both languages.
func TestWhatIsNotReadIsSaid(t *testing.T) {
	for text, says := range map[string][2]string{
		"x,y\n5 cm,3 cm\n6 cm,4 cm\n7 cm,2 cm\n":                     {"“5 cm” is a number with its unit: write the unit into the header, as x (cm)", "单位写进表头"},
		"x\ty\n5µm\t3µm\n6µm\t4µm\n":                                 {"as x (µm)", "单位"},
		"name,v\nA,5 K\nB,6 K\n":                                     {"“5 K” is a number with its unit", "单位"},
		"x,y\n1e3 m,2\n1e4 m,3\n":                                    {"as x (m)", "单位"},
		"a,b\n1.2M,3k\n2.4M,5k\n900k,2k\n":                           {"“1.2M” is a number with a letter", "1.2e6"},
		"$1.2M;$3k\n$2M;$1k\n":                                       {"“$1.2M” is a number with a letter", "1.2e6"},
		"lat,lon\n48°51'24\"N,2°21'03\"E\n40°42'46\"N,74°00'22\"W\n": {"“48°51'24\"N” is an angle in degrees and minutes", "度分"},
		"lat;lon\n48°51.4';2°21.0'\n40°42.7';74°0.3'\n":              {"one decimal number", "小数"},
		"a,b\n5'11\",180 lb\n6'1\",200 lb\n":                         {"feet and inches", "英尺"},
		"geom\nLINESTRING (30 10, 12 5)\nPOINT (12 5)\nPOINT(1 2)\n": {"“LINESTRING (30 10” is a geometry (WKT)", "几何"},
		"id,wkt\n1,\"MULTIPOINT (30 10)\"\n2,\"POINT (12 5)\"\n":     {"GeoJSON", "GeoJSON"},
		"polygon ((30 10, 40 40, 20 40, 10 20, 30 10))":              {"this is geometry as well-known text (WKT)", "WKT"},
		"SRID=4326;LINESTRING Z(1 2 3, 3 4 5)\n":                     {"this is geometry as well-known text (WKT)", "WKT"},
		"a b\n10 kg 3 m\n12 kg 4 m\n":                                {"more than one number", "不止一个数"},
		"time,dist\n5:30,3 km\n6:10,4 km\n":                          {"“5:30” is a time", "时间"},
		"x,y\n1.2 × 10^3,4\n3.1 × 10^4,5\n":                          {"a power of ten", "10 的幂"},
		"x,y\n5±0.1,3±0.2\n6±0.2,4±0.1\n":                            {"a number with its error", "误差"},
		"x,y\n<5,≥3\n<6,≥2\n":                                        {"“<5” is a bound", "界限"},
		"a,b\n1/2,3/4\n1/4,2/3\n":                                    {"“1/2” is a fraction", "分数"},
		"x,y\n1-2,3-4\n5-6,7-8\n":                                    {"“1-2” is a range", "范围"},
		"color,shape\nred,round\nblue,square\n":                      {"“red” is a word", "“red” 是文字"},
	} {
		_, err := open(text, "", Choice{})
		e, ok := err.(*Error)
		if !ok {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if s := e.Sentence(); !strings.Contains(s.EN, says[0]) || !strings.Contains(s.ZH, says[1]) {
			t.Errorf("%q:\n%s\n%s", text, s.EN, s.ZH)
		}
	}
}

// TestComments: whatever begins comments, above the table, between its rows, before rows and at
// the ends of lines, the same points are read, and names in a comment are names.
func TestComments(t *testing.T) {
	want := xy(1, 2, 3, 4, 5, 9)
	for _, mark := range []string{"#", "%", "//", "!", ";", "--"} {
		for _, sep := range []string{",", "\t", " ", "|"} {
			row := func(cells ...string) string { return strings.Join(cells, sep) }
			names := row("a", "b")
			for name, c := range map[string]struct{ text, says string }{
				"above":        {mark + " made by u, v; w\n" + mark + " of 3 and 4\n" + names + "\n" + row("1", "2") + "\n" + row("3", "4") + "\n" + row("5", "9") + "\n", ""},
				"names":        {mark + " " + names + "\n" + row("1", "2") + "\n" + row("3", "4") + "\n" + row("5", "9") + "\n", "The names stand in the comment in line 1"},
				"between":      {names + "\n" + row("1", "2") + "\n" + mark + " it was rainy, then\n" + row("3", "4") + "\n" + mark + " more\n" + row("5", "9") + "\n", ""},
				"with quotes":  {names + "\n" + row(`"1"`, "2") + "\n" + mark + " the \"third\n" + row("3", "4") + "\n" + row("5", "9") + "\n", ""},
				"ends of line": {names + "\n" + row("1", "2") + " " + mark + " first\n" + row("3", "4") + "\n" + row("5", "9") + "  " + mark + " last, and best\n", ""},
				"before rows":  {names + "\n" + row("1", "2") + "\n" + mark + row(" 7", "8 off") + "\n" + row("3", "4") + "\n" + row("5", "9") + "\n", ""},
			} {
				if mark == "--" && name == "names" && sep == " " {
					continue // two cells without a value and two names look the same
				}
				p, err := open(c.text, "", Choice{})
				switch {
				case err != nil:
					t.Errorf("%s, %q between columns, %s: %v", mark, sep, name, err)
				case p.Report.X != "a" || p.Report.Y != "b" || p.Report.Used != 3 || !begins(p.XY, want):
					t.Errorf("%s, %q between columns, %s: %s, %v", mark, sep, name, taken(&p.Report), p.XY)
				case !strings.Contains(notes(&p.Report), c.says):
					t.Errorf("%s, %q between columns, %s: the notes do not say %q:\n%s", mark, sep, name, c.says, notes(&p.Report))
				}
			}
		}
	}
	for _, text := range []string{
		"x;y;z\n1;2;3\n;4;5\n5;9;6\n", // a cell without anything, and no comment
		"x y z\n1 2 3\n-- 4 5\n5 9 6\n",
	} {
		if p, err := open(text, "", Choice{}); err != nil || p.Report.Rows != 3 {
			t.Errorf("%q: %v, %v", text, p, err)
		}
	}
}
