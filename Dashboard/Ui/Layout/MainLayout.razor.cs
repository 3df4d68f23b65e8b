using MudBlazor;

namespace Anomaly.Dashboard.Ui.Layout;

public sealed partial class MainLayout
{
    private MudThemeProvider _provider = null!;
    private bool _dark;
    private bool _themeKnown;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;

        _dark = await _provider.GetSystemDarkModeAsync();
        _themeKnown = true;
        StateHasChanged();
    }
}
