using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Notifications.Channels;

/// <summary>Edits a secret.</summary>
public sealed partial class SecretInput
{
    private ElementReference _entry, _replace;
    private bool _leads;

    /// <summary>The secret.</summary>
    [Parameter, EditorRequired] public SecretEdit Secret { get; set; } = null!;

    /// <summary>Makes the ids of the elements unique.</summary>
    [Parameter, EditorRequired] public string Prefix { get; set; } = "";

    /// <summary>What is wrong with it; null where nothing is.</summary>
    [Parameter] public string? Complaint { get; set; }

    /// <summary>It was changed.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    private string Id => $"{Prefix}-{Secret.Field.Path.Replace('.', '-')}";

    private string Described => Complaint is null ? $"{Id}-help" : $"{Id}-error {Id}-help";

    /// <summary>The button that was pressed may be gone, and the focus with it.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_leads)
            return;

        _leads = false;
        if (!Secret.IsEntered)
            await _replace.FocusAsync();
        else if (Secret.Made is null)
            await _entry.FocusAsync();
    }

    private Task TypeAsync(ChangeEventArgs change)
    {
        Secret.Type(change.Value as string ?? "");
        return OnChanged.InvokeAsync();
    }

    private Task DoAsync(Action change)
    {
        change();
        _leads = true;
        return OnChanged.InvokeAsync();
    }
}
