using System.Globalization;
using System.Text.Json;
using Anomaly.Dashboard.Api.Json;
using Anomaly.Dashboard.Ui.Anomalies;

namespace Anomaly.Dashboard.Ui.Json;

/// <summary>
/// Makes a tree of a JSON object that is small whatever the object's size. It goes level by level, so that what is near the root
/// is there before the room is used up.
/// </summary>
internal sealed class JsonOutline
{
    public const int MostNumbers = 200, MostTwigs = 300, MostOfOne = 100, MostText = 40_000, LongestText = 1_000, LongestName = 120;

    private readonly Queue<(JsonTwig Twig, JsonElement Value)> _open = new();
    private int _twigs, _text;

    private JsonOutline()
    {
    }

    public static JsonTwig Of(string json)
    {
        var root = new JsonTwig("");
        new JsonOutline().Grow(root, FreeObject.Parse(json));
        return root;
    }

    private void Grow(JsonTwig root, JsonElement value)
    {
        Fill(root, value);
        while (_open.TryDequeue(out var next))
            next.Twig.Twigs = next.Value.ValueKind == JsonValueKind.Object ? Fields(next.Value) : Items(next.Value);
    }

    private List<JsonTwig> Fields(JsonElement value)
    {
        var twigs = new List<JsonTwig>();
        foreach (var field in value.EnumerateObject())
        {
            if (!HasRoom(twigs))
                break;

            twigs.Add(Twig(field.Name, field.Value));
        }

        return twigs;
    }

    private List<JsonTwig> Items(JsonElement value)
    {
        var twigs = new List<JsonTwig>();
        foreach (var item in value.EnumerateArray())
        {
            if (!HasRoom(twigs))
                break;

            twigs.Add(Twig(twigs.Count.ToString(CultureInfo.InvariantCulture), item));
        }

        return twigs;
    }

    private bool HasRoom(List<JsonTwig> twigs) => twigs.Count < MostOfOne && _twigs < MostTwigs && _text < MostText;

    private JsonTwig Twig(string name, JsonElement value)
    {
        _twigs++;
        var twig = new JsonTwig(AnomalyText.Clip(name, LongestName));
        _text += twig.Name.Length;
        Fill(twig, value);
        _text += twig.Text.Length;
        return twig;
    }

    private void Fill(JsonTwig twig, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                twig.Count = value.EnumerateObject().Count();
                _open.Enqueue((twig, value));
                break;
            case JsonValueKind.Array:
                twig.Count = value.GetArrayLength();
                twig.IsArray = true;
                if (IsNumeric(value))
                    twig.Numbers = Numbers(value);
                else
                    _open.Enqueue((twig, value));
                break;
            default:
                twig.Text = Leaf(value);
                break;
        }
    }

    private static bool IsNumeric(JsonElement array) =>
        array.GetArrayLength() > 0 && array.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number);

    private double[] Numbers(JsonElement array)
    {
        const int RoughlyOneNumber = 8;
        var most = Math.Min(MostNumbers, Math.Max(0, MostText - _text) / RoughlyOneNumber);
        double[] numbers = [.. array.EnumerateArray().Take(most).Select(item => item.GetDouble())];
        _text += numbers.Length * RoughlyOneNumber;
        return numbers;
    }

    private static string Leaf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => AnomalyText.Number(value.GetDouble()),
        JsonValueKind.String => AnomalyText.Clip(value.GetString() ?? "", LongestText),
        JsonValueKind.Null => "–",
        _ => value.GetRawText(),
    };
}
