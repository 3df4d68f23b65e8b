namespace Anomaly.Dashboard.Api.Settings;

/// <summary>A rule's conditions.</summary>
/// <param name="Series">A pattern for the whole id, in which * stands for any text and ? for any character; null for every id.</param>
/// <param name="Labels">A regular expression for the whole value of each label named.</param>
internal sealed record RuleMatchItem(string? Series, IReadOnlyDictionary<string, string> Labels);
