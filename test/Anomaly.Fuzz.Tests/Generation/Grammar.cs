using System.Text;

namespace Anomaly.Fuzz.Tests.Generation;

/// <summary>Makes JSON and line protocol by their grammar, with names that mean something and values that may not.</summary>
internal static class Grammar
{
    /// <summary>A JSON value.</summary>
    /// <param name="dice">The dice.</param>
    /// <param name="names">Names that the reader knows.</param>
    /// <param name="depth">How deep it may still nest.</param>
    public static string Json(Dice dice, IReadOnlyList<string> names, int depth = 5)
    {
        if (depth == 5 && dice.OneIn(60))
        {
            return Deep(dice);
        }

        switch (dice.Below(depth <= 0 ? 4 : 8))
        {
            case 0: return Nasty.Number(dice);
            case 1: return Nasty.Quoted(dice);
            case 2: return dice.Pick("true", "false", "null");
            case 3: return dice.Pick(Nasty.Number(dice), Nasty.Quoted(dice));
            case 4 or 5: return $"[{Many(dice, () => Json(dice, names, depth - 1))}]";
            default: return $"{{{Many(dice, () => $"{(dice.OneIn(8) ? Nasty.Quoted(dice) : $"\"{dice.Pick(names)}\"")}:{Json(dice, names, depth - 1)}")}}}";
        }
    }

    /// <summary>A line of Influx line protocol, or several.</summary>
    public static string Lines(Dice dice)
    {
        var lines = new StringBuilder();
        for (var left = 1 + dice.Below(4); left > 0; left--)
        {
            lines.Append(dice.Pick("cpu", "m", Nasty.Text(dice), "#"));
            for (var tags = dice.OneIn(40) ? 300 : dice.Below(4); tags > 0; tags--)
            {
                lines.Append(',').Append(dice.Pick("host", $"t{tags}", Nasty.Text(dice))).Append(dice.OneIn(20) ? "" : "=").Append(dice.Pick("a", Nasty.Text(dice)));
            }

            lines.Append(dice.OneIn(20) ? "" : " ");
            for (var fields = 1 + dice.Below(3); fields > 0; fields--)
            {
                lines.Append(dice.Pick("idle", $"f{fields}", Nasty.Text(dice))).Append('=').Append(dice.Pick(Nasty.Number(dice), Nasty.Number(dice) + "i", "\"text\"", "t", "F", Nasty.Text(dice))).Append(fields > 1 ? "," : "");
            }

            lines.Append(dice.Pick("", " ", " 1700000000000000000", " " + Nasty.Number(dice))).Append(dice.Pick("\n", "\r\n", ""));
        }

        return lines.ToString();
    }

    private static string Deep(Dice dice)
    {
        var depth = dice.Pick(31, 32, 63, 64, 65, 1000, 50_000);
        var (open, close) = dice.Pick(("[", "]"), ("{\"a\":", "}"), ("{\"labels\":", "}"));
        var text = new StringBuilder();
        for (var i = 0; i < depth; i++)
        {
            text.Append(open);
        }

        text.Append('1');
        for (var i = dice.OneIn(3) ? depth / 2 : depth; i > 0; i--)
        {
            text.Append(close);
        }

        return text.ToString();
    }

    private static string Many(Dice dice, Func<string> one) => string.Join(dice.OneIn(50) ? "" : ",", Enumerable.Range(0, dice.Below(5)).Select(_ => one()));
}
