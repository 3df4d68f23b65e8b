using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Overview;

/// <summary>A figure that leads to what is behind it.</summary>
public sealed partial class FigureTile
{
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    [Parameter, EditorRequired] public string Address { get; set; } = "";

    /// <summary>The figure; null where it is not known yet.</summary>
    [Parameter] public string? Value { get; set; }

    [Parameter] public string? Unit { get; set; }

    [Parameter] public string? Note { get; set; }

    /// <summary>Whether the note is of something that is wrong.</summary>
    [Parameter] public bool Alarming { get; set; }

    /// <summary>Since when there is no news of it; null where there is.</summary>
    [Parameter] public DateTimeOffset? Since { get; set; }
}
