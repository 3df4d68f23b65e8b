using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Theme;

/// <summary>Goes from the system's palette to the light one, the dark one, and back.</summary>
public sealed partial class ThemeSwitch
{
    /// <summary>What is chosen.</summary>
    [Parameter, EditorRequired] public ThemeChoice Choice { get; set; }

    /// <summary>Something else was chosen.</summary>
    [Parameter] public EventCallback<ThemeChoice> ChoiceChanged { get; set; }

    private ThemeChoice Next => Choice switch
    {
        ThemeChoice.System => ThemeChoice.Light,
        ThemeChoice.Light => ThemeChoice.Dark,
        _ => ThemeChoice.System,
    };

    private string Label => $"Theme: {Name(Choice)}; switch to {Name(Next)}";

    private string Shape => Choice switch
    {
        ThemeChoice.Light => "M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6l1.4 1.4M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z",
        ThemeChoice.Dark => "M20 14.5A8 8 0 0 1 9.5 4 8 8 0 1 0 20 14.5z",
        _ => "M4 5h16v11H4zM9 20h6M12 16v4",
    };

    private static string Name(ThemeChoice choice) => choice switch
    {
        ThemeChoice.Light => "light",
        ThemeChoice.Dark => "dark",
        _ => "the system's",
    };

    private Task NextAsync() => ChoiceChanged.InvokeAsync(Next);
}
