using System.Text.RegularExpressions;

namespace Anomaly.Deployment.Tests.Prometheus;

/// <summary>Reads names of metrics out of expressions.</summary>
internal static partial class PromQl
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { "and", "or", "unless", "offset", "bool", "inf", "nan" };

    /// <summary>The metrics that an expression reads.</summary>
    public static IEnumerable<string> Metrics(string expression)
    {
        var bare = Range().Replace(Labels().Replace(Grouping().Replace(Text().Replace(expression, ""), " "), ""), "");
        return Name().Matches(bare).Select(match => match.Value).Where(name => !Words.Contains(name)).Distinct();
    }

    /// <summary>The expressions of a file of rules, and the names of those that are recorded.</summary>
    public static (string[] Expressions, string[] Recorded) ReadRules(string file)
    {
        var text = File.ReadAllText(file);
        return ([.. Expression().Matches(text).Select(match => match.Groups["text"].Value)], [.. Record().Matches(text).Select(match => match.Groups["name"].Value)]);
    }

    [GeneratedRegex("\"(\\\\.|[^\"\\\\])*\"")]
    private static partial Regex Text();

    [GeneratedRegex(@"\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)")]
    private static partial Regex Grouping();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Labels();

    [GeneratedRegex(@"\[[^\]]*\]|\boffset \w+")]
    private static partial Regex Range();

    // What is called is a function; digits with a unit are a number.
    [GeneratedRegex(@"(?<![\w.:])(?>[a-zA-Z_:][\w:]*)(?!\s*\()")]
    private static partial Regex Name();

    [GeneratedRegex(@"^ {8}expr: (>-\n(?<text>( {10}.*\n)+)|(?<text>.*)\n)", RegexOptions.Multiline)]
    private static partial Regex Expression();

    [GeneratedRegex(@"^ +- record: (?<name>\S+)", RegexOptions.Multiline)]
    private static partial Regex Record();
}
