using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Settings.Rules;

/// <summary>Edits the conditions of a rule.</summary>
public sealed partial class MatchEditor
{
    /// <summary>The rule.</summary>
    [Parameter, EditorRequired] public RuleDraft Rule { get; set; } = null!;

    /// <summary>The conditions were changed.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    private string? SeriesComplaint => Rule.Errors.At("match.series");

    private string? LabelComplaint(LabelCondition label)
    {
        var complaint = Rule.Complaints.GetValueOrDefault($"match.{label.Key}") ?? (label.Name.Length == 0 ? null : Rule.Errors.At($"match.labels.{label.Name}"));
        return complaint is null ? null : $"Label {label.Name} {complaint}";
    }

    private Task TypeSeriesAsync(string? text)
    {
        Rule.Series = text ?? "";
        return OnChanged.InvokeAsync();
    }

    private Task TypeNameAsync(LabelCondition label, string? text)
    {
        label.Name = text ?? "";
        return OnChanged.InvokeAsync();
    }

    private Task TypePatternAsync(LabelCondition label, string? text)
    {
        label.Pattern = text ?? "";
        return OnChanged.InvokeAsync();
    }

    private Task AddAsync()
    {
        Rule.Labels.Add(new LabelCondition());
        return OnChanged.InvokeAsync();
    }

    private Task RemoveAsync(LabelCondition label)
    {
        Rule.Labels.Remove(label);
        return OnChanged.InvokeAsync();
    }
}
