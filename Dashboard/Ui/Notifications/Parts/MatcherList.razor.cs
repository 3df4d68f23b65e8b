using Anomaly.Dashboard.Ui.Settings.Drafts;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Notifications.Parts;

/// <summary>Edits matchers.</summary>
public sealed partial class MatcherList
{
    private const string Example = "host=~\"web-.*\"";

    private readonly Dictionary<string, ElementReference> _entries = [];
    private ElementReference _add;
    private string? _focus;

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

    /// <summary>The button that was pressed may be gone, and the focus with it.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus is not { } key)
            return;

        _focus = null;
        await _entries.GetValueOrDefault(key, _add).FocusAsync();
    }

    private string? Complaint(MatcherDraft row) => Drafts.PathOf(row) is { } path ? Errors.At(path) : null;

    private Task TypeAsync(MatcherDraft row, string? text)
    {
        row.Text = text ?? "";
        return OnChanged.InvokeAsync();
    }

    private Task AddAsync()
    {
        var row = new MatcherDraft();
        Drafts.Rows.Add(row);
        _focus = row.Key;
        return OnChanged.InvokeAsync();
    }

    private Task RemoveAsync(MatcherDraft row)
    {
        var place = Drafts.Rows.IndexOf(row);
        Drafts.Rows.Remove(row);
        _entries.Remove(row.Key);
        _focus = Drafts.Rows.Count == 0 ? "" : Drafts.Rows[Math.Min(place, Drafts.Rows.Count - 1)].Key;
        return OnChanged.InvokeAsync();
    }
}
