using Anomaly.Dashboard.Ui.Settings.Drafts;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Settings.Rules;

/// <summary>One rule of the list, and its editor where it is open.</summary>
public sealed partial class RuleRow
{
    private ElementReference _up, _down;
    private ElementReference? _focus;

    /// <summary>All rules.</summary>
    [Parameter, EditorRequired] public RulesDraft Draft { get; set; } = null!;

    /// <summary>The rule.</summary>
    [Parameter, EditorRequired] public RuleDraft Rule { get; set; } = null!;

    /// <summary>Its place.</summary>
    [Parameter, EditorRequired] public int Index { get; set; }

    /// <summary>Whether its editor is shown.</summary>
    [Parameter, EditorRequired] public bool Open { get; set; }

    /// <summary>The series that it is about, where they were counted.</summary>
    [Parameter] public RuleCount? Count { get; set; }

    /// <summary>The editor is to be shown or not.</summary>
    [Parameter] public EventCallback OnToggled { get; set; }

    /// <summary>A copy is wanted.</summary>
    [Parameter] public EventCallback OnDuplicated { get; set; }

    /// <summary>It is to be deleted.</summary>
    [Parameter] public EventCallback OnDeleted { get; set; }

    /// <summary>It is to be moved up (−1) or down (1).</summary>
    [Parameter] public EventCallback<int> OnMoved { get; set; }

    /// <summary>It was changed.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    private IReadOnlyList<string> Summary => SettingsSummary.Of(Rule.Settings.Own);

    private bool Wrong => Rule.Errors.Any || !Rule.Settings.IsValid || Rule.Complaints.Count > 0 || Draft.IsRepeated(Rule);

    /// <summary>What the cluster says of its settings as a whole.</summary>
    private string? Whole => Rule.Errors.Exactly("settings");

    /// <summary>The row was taken out of the page and put in elsewhere: the button has lost the focus.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus is not { } focus)
            return;

        _focus = null;
        await focus.FocusAsync();
    }

    private async Task MoveAsync(int by)
    {
        var place = Index + by;
        var end = by < 0 ? place <= 0 : place >= Draft.Rules.Count - 1;
        await OnMoved.InvokeAsync(by);
        _focus = (by < 0) == end ? _down : _up;
    }
}
