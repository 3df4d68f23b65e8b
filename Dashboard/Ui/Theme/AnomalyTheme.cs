using MudBlazor;

namespace Anomaly.Dashboard.Ui.Theme;

/// <summary>The colours and the type of the pages. Both palettes keep a contrast of 4.5 to 1 for text.</summary>
internal static class AnomalyTheme
{
    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#4f46e5",
            Background = "#f5f6fa",
            Surface = "#ffffff",
            AppbarBackground = "#ffffff",
            AppbarText = "#171a26",
            TextPrimary = "#171a26",
            TextSecondary = "#565c70",
            LinesDefault = "#e3e6ee",
            TableLines = "#e9ebf2",
            ActionDefault = "#565c70",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#a5a0ff",
            PrimaryContrastText = "#14122e",
            Background = "#0f121a",
            Surface = "#171b26",
            AppbarBackground = "#171b26",
            AppbarText = "#eceef5",
            TextPrimary = "#eceef5",
            TextSecondary = "#a3aabd",
            LinesDefault = "#2a3040",
            TableLines = "#232938",
            ActionDefault = "#a3aabd",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px", AppbarHeight = "56px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = ["Roboto", "system-ui", "sans-serif"] },
            Button = new ButtonTypography { TextTransform = "none", FontWeight = "500" },
        },
    };
}
