using Anomaly.Dashboard.Ui.Notifications.Parts;
using Anomaly.Dashboard.Ui.Settings.Fields;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Notifications.Silences;

/// <summary>Edits one silence.</summary>
public sealed partial class SilenceForm
{
    private static readonly IReadOnlyList<FieldChoice> Lengths =
        [.. SilenceEdit.Lengths.Select(length => new FieldChoice(length.Name, length.Words)), new FieldChoice(SilenceEdit.Until, "until …")];

    private const string Learned = "learned";
    private const string NotLearned = "not-learned";

    private static readonly IReadOnlyList<FieldChoice> Learning = [new(Learned, "are learned as always"), new(NotLearned, "are not learned")];

    private MomentField? _begins;
    private bool _later, _leads;

    /// <summary>The silence.</summary>
    [Parameter, EditorRequired] public SilenceEdit Edit { get; set; } = null!;

    /// <summary>Whether there may be more open incidents than were looked at.</summary>
    [Parameter] public bool IsFull { get; set; }

    /// <summary>It was changed.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    /// <summary>The button that was pressed is gone, and the focus with it.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_leads || _begins is not { } begins)
            return;

        _leads = false;
        await begins.FocusAsync();
    }

    private Task SetAsync(string path, Action change)
    {
        change();
        Edit.Touch(path);
        return OnChanged.InvokeAsync();
    }
}
