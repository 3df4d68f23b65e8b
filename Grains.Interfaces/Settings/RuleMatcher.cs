using System.Text.RegularExpressions;

namespace Anomaly.Grains.Interfaces.Settings;

/// <summary>A rule's conditions, compiled. The expressions run in linear time, whoever wrote them.</summary>
internal sealed class RuleMatcher
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline;

    private readonly Regex? _series;
    private readonly (string Name, Regex Value)[] _labels;

    /// <param name="match">The conditions.</param>
    /// <exception cref="ArgumentException">A label's expression is none, or needs backtracking.</exception>
    public RuleMatcher(RuleMatch match)
    {
        ArgumentNullException.ThrowIfNull(match);
        _series = match.Series is null or "*" ? null : new Regex(Glob(match.Series), Options);
        _labels = [.. match.Labels.Select(label => (label.Key, new Regex($@"\A(?:{label.Value})\z", Options)))];
    }

    /// <summary>Whether a series meets all conditions. A group of series meets none: it belongs to the rule that makes it.</summary>
    public bool Matches(string seriesId, IReadOnlyDictionary<string, string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (GroupId.IsGroup(seriesId))
            return false;

        if (_series is not null && !_series.IsMatch(seriesId))
            return false;

        foreach (var (name, value) in _labels)
        {
            if (!labels.TryGetValue(name, out var given) || !value.IsMatch(given))
                return false;
        }

        return true;
    }

    private static string Glob(string pattern) =>
        $@"\A{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal)}\z";
}
