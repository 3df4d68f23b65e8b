using System.Text;

namespace Anomaly.Silo.Tests.BadInput;

/// <summary>What may come out of the wild, and why it is refused.</summary>
public static class BadRecords
{
    public static IReadOnlyDictionary<string, (byte[]? Value, string Reason)> All { get; } = new Dictionary<string, (byte[]?, string)>
    {
        ["a text"] = Text("good morning", "unknown_format"),
        ["half of an object"] = Text("""{"series":"x","value":1""", "not_json"),
        ["arrays in arrays"] = Text(new string('[', 200_000), "not_json"),
        ["a value that is true"] = Text("""{"series":"x","value":true}""", "wrong_type"),
        ["a value that is an object"] = Text("""{"series":"x","value":{"a":1}}""", "wrong_type"),
        ["a series that is a number"] = Text("""{"series":7,"value":1}""", "wrong_type"),
        ["NaN"] = Text("""{"series":"x","value":NaN}""", "non_finite_value"),
        ["NaN in quotes"] = Text("""{"series":"x","value":"NaN"}""", "non_finite_value"),
        ["infinity"] = Text("""{"series":"x","value":Infinity}""", "non_finite_value"),
        ["minus infinity"] = Text("""{"series":"x","value":-Infinity}""", "non_finite_value"),
        ["a number beyond all"] = Text("""{"series":"x","value":1e999}""", "non_finite_value"),
        ["NaN in line protocol"] = Text("cpu,host=a idle=NaN", "non_finite_value"),
        ["a number as text"] = Text("""{"series":"x","value":"42.5"}""", "number_as_text"),
        ["no value"] = Text("""{"series":"x"}""", "missing_value"),
        ["no series"] = Text("""[{"value":1}]""", "missing_series"),
        ["a time that is a word"] = Text("""{"series":"x","value":1,"timestamp":"yesterday"}""", "invalid_timestamp"),
        ["a time in the year 9999"] = Text("""{"series":"x","value":1,"timestamp":"9999-12-31T23:59:59Z"}""", "invalid_timestamp"),
        ["a time before all clocks"] = Text("""{"series":"x","value":1,"timestamp":-1}""", "invalid_timestamp"),
        ["a series id of 10 kB"] = Text($$"""{"series":"{{new string('s', 10_240)}}","value":1}""", "invalid_series"),
        ["a series id with control characters"] = Text("""{"series":"a\u0000b\u0007","value":1}""", "invalid_series"),
        ["an empty series id"] = Text("""{"series":"","value":1}""", "invalid_series"),
        ["labels that are a list"] = Text("""{"series":"x","value":1,"labels":["a"]}""", "invalid_labels"),
        ["an empty array"] = Text("[]", "empty_record"),
        ["an empty object"] = Text("{}", "empty_record"),
        ["no bytes"] = ([], "empty_record"),
        ["no value at all"] = (null, "empty_record"),
        ["too many samples"] = Text($$"""{"series":"x","samples":[{{string.Join(',', Enumerable.Repeat("[4e8,1]", 100_001))}}]}""", "too_many_samples"),
        ["good samples and one bad"] = Text("""[{"series":"half","value":1},{"series":"half","value":[]}]""", "wrong_type"),
        ["1 MB of noise"] = (Noise(1_000_000), "unknown_format"),
    };

    private static (byte[]?, string) Text(string text, string reason) => (Encoding.UTF8.GetBytes(text), reason);

    /// <summary>Begins with a letter, so that it is the same kind of nonsense each time.</summary>
    public static byte[] Noise(int length)
    {
        var noise = new byte[length];
        new Random(length).NextBytes(noise);
        "noise"u8.CopyTo(noise);
        return noise;
    }
}
