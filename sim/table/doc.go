// Package table reads the tables that people have: text of any dialect, JSON,
// GeoJSON, arrays of NumPy and safetensors, and these in zip archives.
//
// [Read] decides how a file is a table from the whole of it: encoding,
// separator, decimal mark, marks of thousands, the lines above the header, names
// and units. Where two readings fit, one is taken, [Table.Others] has the other,
// and [Options.Reading] asks for it. [Table.Choose] takes two columns as
// coordinates and perhaps one as weights, and its [Report] says which, why, and
// which rows were left out.
//
// Text is read in UTF-8, UTF-16, UTF-32 and Windows-1252; GBK, Big5, Shift_JIS and
// EUC-KR are told apart, and read where [Options.Decode] can.
//
// [ReadPictures] reads sets of small pictures, MNIST's format among them.
//
// Sentences are in English and Chinese. All errors are an [*Error].
package table
