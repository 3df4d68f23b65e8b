using Anomaly.Dashboard.Ui.Settings.Drafts;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Notifications.Parts;

/// <summary>Edits matchers.</summary>
public sealed partial class MatcherList
{
    private const string Example = "host=~\"web-.*\"";

    /// <summary>The matchers.</summary>
    [Parameter, EditorRequired] public MatcherDrafts Drafts { get; set; } = null!;

    /// <summary>What the service says is wrong, by path such as <c>matchers[0]</c>.</summary>
    [Parameter, EditorRequired] public FieldErrors Errors { get; set; } = FieldErrors.None;

    /// <summary>Makes the ids of the elements unique.</summary>
    [Parameter, EditorRequired] public string Prefix { get; set; } = "";

    /// <summary>What is chosen by them.</summary>
    [Parameter, EditorRequired] public string Title { get; set; } = "";

    /// <summary>A sentence on what several, or none, mean.</summary>
    [Parameter, EditorRequired] public string Help { get; set; } = "";

    /// <summary>They were changed.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    private string? Complaint(MatcherDraft row) => Drafts.PathOf(row) is { } path ? Errors.At(path) : null;

    private Task TypeAsync(MatcherDraft row, string? text)
    {
        row.Text = text ?? "";
        return OnChanged.InvokeAsync();
    }

    private Task AddAsync()
    {
        Drafts.Rows.Add(new MatcherDraft());
        return OnChanged.InvokeAsync();
    }

    private Task RemoveAsync(MatcherDraft row)
    {
        Drafts.Rows.Remove(row);
        return OnChanged.InvokeAsync();
    }
}
