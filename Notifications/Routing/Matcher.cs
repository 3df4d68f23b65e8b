using System.Text.RegularExpressions;

namespace Anomaly.Notifications.Routing;

/// <summary>
/// A condition on a label, as Alertmanager has it: <c>=</c>, <c>!=</c>, <c>=~</c>, <c>!~</c>. A label that is absent is the empty string.
/// Expressions are for the whole value, and run in linear time whoever wrote them: no look-around, no back-references.
/// </summary>
public sealed class Matcher : IEquatable<Matcher>
{
    /// <summary>The most characters that a name or a value has.</summary>
    public const int MaxLength = 1000;

    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline;

    private readonly Regex? _regex;

    /// <param name="name">The label's name.</param>
    /// <param name="value">The value, or the expression.</param>
    /// <param name="isRegex">Whether it is an expression.</param>
    /// <param name="isEqual">Whether the label must match it; else it must not.</param>
    /// <exception cref="ArgumentException">The expression is none; see <see cref="FindFlaw"/>.</exception>
    public Matcher(string name, string value, bool isRegex = false, bool isEqual = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        (Name, Value, IsRegex, IsEqual) = (name, value, isRegex, isEqual);
        if (!isRegex)
            return;
        if (FindFlaw(value) is { } flaw)
            throw new ArgumentException($"The expression {flaw}.", nameof(value));

        _regex = Anchored(value);
    }

    /// <summary>The label's name.</summary>
    public string Name { get; }

    /// <summary>The value, or the expression.</summary>
    public string Value { get; }

    /// <summary>Whether <see cref="Value"/> is an expression.</summary>
    public bool IsRegex { get; }

    /// <summary>Whether the label must match; else it must not.</summary>
    public bool IsEqual { get; }

    /// <summary>Whether it lets a label pass that is absent or empty.</summary>
    public bool MatchesEmpty => MatchesValue("");

    /// <summary>What is wrong with an expression.</summary>
    /// <param name="expression">The expression.</param>
    /// <returns>Half a sentence; null where nothing is.</returns>
    public static string? FindFlaw(string expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        if (expression.Length > MaxLength)
            return $"has more than {MaxLength} characters";

        try
        {
            // By itself: ")|(" is none, though it would be one between the brackets that are put around it.
            _ = new Regex(expression, Options);
            _ = Anchored(expression);
            return null;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return $"is none, or needs look-around, back-references or too many states ({exception.Message.TrimEnd('.')})";
        }
    }

    /// <summary>Whether labels meet the condition.</summary>
    public bool Matches(IReadOnlyDictionary<string, string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return MatchesValue(labels.TryGetValue(Name, out var value) ? value : "");
    }

    /// <inheritdoc/>
    public bool Equals(Matcher? other) =>
        other is not null && Name == other.Name && Value == other.Value && IsRegex == other.IsRegex && IsEqual == other.IsEqual;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Matcher);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Value, IsRegex, IsEqual);

    /// <summary>Its text: <c>host=~"web-.*"</c>.</summary>
    public override string ToString() => MatcherText.Format(this);

    private static Regex Anchored(string expression) => new($@"\A(?:{expression})\z", Options);

    private bool MatchesValue(string value) => (_regex?.IsMatch(value) ?? value == Value) == IsEqual;
}
