using System.Globalization;
using System.Text.RegularExpressions;
using Anomaly.Dashboard.Ui.Settings.Drafts;
using Anomaly.Grains.Interfaces.Settings;

namespace Anomaly.Dashboard.Ui.Settings.Rules;

/// <summary>All rules while somebody edits them.</summary>
public sealed partial class RulesDraft
{
    private readonly List<RuleDraft> _rules;
    private string _loaded;

    /// <param name="document">The settings as they are.</param>
    public RulesDraft(SettingsDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        Document = document;
        _rules = [.. document.Rules.Select(rule => new RuleDraft(rule, document.Defaults))];
        _loaded = RuleText.Of(ToRules());
    }

    /// <summary>The settings that it was made from.</summary>
    public SettingsDocument Document { get; private set; }

    /// <summary>The rules in order.</summary>
    public IReadOnlyList<RuleDraft> Rules => _rules;

    /// <summary>Whether anything was changed.</summary>
    public bool IsDirty => _rules.Any(rule => !rule.Settings.IsValid) || RuleText.Of(ToRules()) != _loaded;

    /// <summary>Whether nothing is known to be wrong.</summary>
    public bool IsValid => FirstWrong is null;

    /// <summary>The first rule that something is known to be wrong with.</summary>
    public RuleDraft? FirstWrong => RuleComplaints.Repeated(_rules) is var repeated
        ? _rules.Find(rule => !rule.Settings.IsValid || rule.Complaints.Count > 0 || repeated.Contains(rule.Name.Trim()))
        : null;

    /// <summary>Whether another rule has the same name.</summary>
    public bool IsRepeated(RuleDraft rule) => RuleComplaints.Repeated(_rules).Contains(rule.Name.Trim());

    /// <summary>Adds a rule at the end, before the defaults.</summary>
    public RuleDraft Add()
    {
        var rule = new RuleDraft(new SeriesRule { Name = Free("rule") }, Document.Defaults);
        _rules.Add(rule);
        return rule;
    }

    /// <summary>Adds a rule like another below it.</summary>
    public RuleDraft Duplicate(RuleDraft rule)
    {
        var copy = new RuleDraft(rule.ToRule() with { Name = Free(rule.Title) }, Document.Defaults);
        _rules.Insert(_rules.IndexOf(rule) + 1, copy);
        return copy;
    }

    /// <summary>Takes a rule away.</summary>
    public void Delete(RuleDraft rule) => _rules.Remove(rule);

    /// <summary>Moves a rule up (−1) or down (1).</summary>
    /// <returns>Its index then.</returns>
    public int Move(RuleDraft rule, int by)
    {
        var from = _rules.IndexOf(rule);
        var to = Math.Clamp(from + by, 0, _rules.Count - 1);
        _rules.RemoveAt(from);
        _rules.Insert(to, rule);
        return to;
    }

    /// <summary>The rules as they are to be.</summary>
    public SeriesRule[] ToRules() => [.. _rules.Select(rule => rule.ToRule())];

    /// <summary>Puts the same draft on top of settings that others changed.</summary>
    public void Rebase(SettingsDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        Document = document;
        _loaded = RuleText.Of(new RulesDraft(document).ToRules());
        foreach (var rule in _rules)
            rule.Settings.Rebase(SettingsLayer.Below(document.Defaults));
    }

    /// <summary>Gives each rule what the cluster says of it.</summary>
    /// <param name="errors">By path such as <c>[1].settings.moving_average.threshold</c>, for the rules as they are now.</param>
    /// <returns>What belongs to no rule.</returns>
    public IReadOnlyList<string> Take(IReadOnlyDictionary<string, string[]> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        var all = FieldErrors.Of(errors);
        foreach (var (index, rule) in _rules.Index())
            rule.Errors = all.Below($"[{index.ToString(CultureInfo.InvariantCulture)}].");

        return [.. errors.Where(error => !RulePath().IsMatch(error.Key) || Index(error.Key) >= _rules.Count).Select(error => $"{error.Key} {string.Join("; ", error.Value)}".Trim())];
    }

    [GeneratedRegex(@"^\[(\d{1,6})\]\.")]
    private static partial Regex RulePath();

    private static int Index(string path) => int.Parse(RulePath().Match(path).Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    /// <summary>A name that no rule has yet.</summary>
    private string Free(string name)
    {
        var stem = TrailingNumber().Replace(name, "");
        return Enumerable.Range(1, int.MaxValue - 1).Select(number => string.Create(CultureInfo.InvariantCulture, $"{stem} {number}")).First(free => _rules.All(rule => rule.Name.Trim() != free));
    }

    [GeneratedRegex(@" \d+$")]
    private static partial Regex TrailingNumber();
}
