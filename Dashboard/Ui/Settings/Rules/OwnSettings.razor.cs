using Anomaly.Grains.Interfaces.Settings;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Settings.Rules;

/// <summary>The series that have settings of their own.</summary>
public sealed partial class OwnSettings
{
    private const int Page = 50;

    private int _most = Page;

    /// <summary>The settings.</summary>
    [Parameter, EditorRequired] public SettingsDocument Document { get; set; } = null!;

    private void ShowMore() => _most += Page;
}
