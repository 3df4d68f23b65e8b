using System.Text.RegularExpressions;

namespace Anomaly.Grains.Interfaces.Settings;

/// <summary>A pause's conditions, compiled. The expressions run in linear time, whoever wrote them.</summary>
internal sealed class PauseConditions
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline;
    private const string Series = "series";

    private readonly (PauseMatcher Matcher, Regex? Value)[] _matchers;

    /// <param name="pause">A valid pause.</param>
    public PauseConditions(LearningPause pause)
    {
        ArgumentNullException.ThrowIfNull(pause);
        Pause = pause;
        _matchers = [.. pause.Matchers.Select(matcher => (matcher, matcher.IsRegex ? new Regex($@"\A(?:{matcher.Value})\z", Options) : null))];
    }

    public LearningPause Pause { get; }

    /// <summary>Whether the pause is for a series. It is for no group: what a group learns is not what its members do.</summary>
    public bool Match(string seriesId, IReadOnlyDictionary<string, string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (GroupId.IsGroup(seriesId))
            return false;

        foreach (var (matcher, expression) in _matchers)
        {
            var value = matcher.Name == Series ? seriesId : labels.TryGetValue(matcher.Name, out var given) ? given : "";
            if ((expression?.IsMatch(value) ?? value == matcher.Value) != matcher.IsEqual)
                return false;
        }

        return true;
    }
}
