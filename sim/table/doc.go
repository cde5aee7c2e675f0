// Package table reads the tables that people have: text of any dialect, JSON,
// GeoJSON, and arrays of NumPy.
//
// [Read] decides how a file is a table from the whole of it: encoding,
// separator, decimal mark, marks of thousands, the lines above the header, names
// and units. Where two readings fit, one is taken, [Table.Others] has the other,
// and [Options.Reading] asks for it. [Table.Choose] takes two columns as
// coordinates and perhaps one as weights, and its [Report] says which, why, and
// which rows were left out.
//
// [ReadPictures] reads sets of small pictures, MNIST's format among them.
//
// Sentences are in English and Chinese. All errors are an [*Error].
package table
