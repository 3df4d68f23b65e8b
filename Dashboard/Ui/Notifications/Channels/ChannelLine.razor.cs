using System.Text.Json.Nodes;
using Anomaly.Dashboard.Access;
using Anomaly.Grains.Interfaces.Notifications;
using Anomaly.Storage.Notifications;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Notifications.Channels;

/// <summary>A channel of the list.</summary>
public sealed partial class ChannelLine
{
    /// <summary>The channel.</summary>
    [Parameter, EditorRequired] public ChannelRow Channel { get; set; } = null!;

    /// <summary>Whether its form is shown.</summary>
    [Parameter, EditorRequired] public bool Open { get; set; }

    /// <summary>Whether a change of it is under way.</summary>
    [Parameter] public bool Busy { get; set; }

    /// <summary>What became of a change that was not made; null for nothing.</summary>
    [Parameter] public string? Complaint { get; set; }

    /// <summary>Where that can be mended; null for nowhere.</summary>
    [Parameter] public string? ComplaintAddress { get; set; }

    /// <summary>Whether a test is on its way.</summary>
    [Parameter] public bool Testing { get; set; }

    /// <summary>What became of the test that was sent last; null where none was.</summary>
    [Parameter] public ChannelTest? Tested { get; set; }

    /// <summary>Whether its form has what is not saved.</summary>
    [Parameter] public bool Unsaved { get; set; }

    /// <summary>A test is wanted.</summary>
    [Parameter] public EventCallback OnTested { get; set; }

    /// <summary>It is to be enabled or disabled.</summary>
    [Parameter] public EventCallback<bool> OnSwitched { get; set; }

    /// <summary>It is to be deleted.</summary>
    [Parameter] public EventCallback OnDeleted { get; set; }

    /// <summary>Its form.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    /// <summary>Who reads the page; null where that is not asked.</summary>
    [CascadingParameter] private Actor? Reader { get; set; }

    private ChannelKind? Kind => ChannelKinds.Find(Channel.Type);

    private string Target => Kind?.Fields.FirstOrDefault(each => each.Name == Kind.Target) is { } target && JsonNode.Parse(Channel.Settings) is JsonObject settings
        ? target.Read(settings[target.Name]).Replace("\n", ", ", StringComparison.Ordinal)
        : "";
}
