using Anomaly.Dashboard.Ui.Notifications.Parts;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Notifications.Channels;

/// <summary>Edits one channel.</summary>
public sealed partial class ChannelForm
{
    private FormField? _name;

    /// <summary>The channel.</summary>
    [Parameter, EditorRequired] public ChannelEdit Edit { get; set; } = null!;

    /// <summary>Makes the ids of the elements unique.</summary>
    [Parameter, EditorRequired] public string Prefix { get; set; } = "";

    /// <summary>It was changed.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && Edit.IsNew && _name is not null)
            await _name.FocusAsync();
    }

    private Task RenameAsync(string name)
    {
        Edit.Rename(name);
        return OnChanged.InvokeAsync();
    }

    private Task TypeAsync(ChannelField field, string text)
    {
        Edit.Type(field, text);
        return OnChanged.InvokeAsync();
    }

    private Task TouchAsync(SecretEdit secret)
    {
        Edit.Touch(secret.Field);
        return OnChanged.InvokeAsync();
    }

    private Task SwitchAsync(ChangeEventArgs change)
    {
        Edit.Enabled = change.Value is true;
        return OnChanged.InvokeAsync();
    }
}
