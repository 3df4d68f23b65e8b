using System.Globalization;

namespace Anomaly.Grains.Decoding;

/// <summary>Where in a record a field stands; becomes text only for an error.</summary>
/// <param name="Element">Which element of the record's array, -1 where the record is one object.</param>
/// <param name="Name">The field, null for the object itself.</param>
/// <param name="Item">Which item of the field's array, -1 for the field itself.</param>
/// <param name="Part">Which part of the item, -1 for the item itself.</param>
/// <param name="Line">Which line of the record, from 1, where it has lines.</param>
internal readonly record struct FieldPath(int Element, string? Name = null, int Item = -1, int Part = -1, int Line = 0)
{
    /// <summary>The record is one object.</summary>
    public static FieldPath Root => new(-1);

    /// <summary>A line of the record.</summary>
    public static FieldPath OfLine(int line) => new(-1, Line: line);

    /// <summary>A field of the object or line.</summary>
    public FieldPath Of(string name) => this with { Name = name };

    /// <summary>An item of the field's array, or a part of it.</summary>
    public FieldPath At(int item, int part = -1) => this with { Item = item, Part = part };

    /// <summary><c>value</c>, <c>[1].value</c>, <c>samples[3][1]</c>, <c>line 2.usage</c>, or <c>$</c> for the record itself.</summary>
    public override string ToString()
    {
        var item = Item < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"[{Item}]");
        var part = Part < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"[{Part}]");
        var whole = this switch
        {
            { Element: >= 0 } => string.Create(CultureInfo.InvariantCulture, $"[{Element}]"),
            { Line: > 0 } => string.Create(CultureInfo.InvariantCulture, $"line {Line}"),
            _ => "",
        };
        return Name is null
            ? whole.Length > 0 ? whole : DecodeError.WholeRecord
            : $"{whole}{(whole.Length > 0 ? "." : "")}{Name}{item}{part}";
    }
}
