using Anomaly.Dashboard.Access;
using Anomaly.Dashboard.Ui.Theme;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace Anomaly.Dashboard.Ui.Layout;

public sealed partial class MainLayout : IAsyncDisposable
{
    private DotNetObjectReference<MainLayout>? _self;
    private IJSObjectReference? _watch;
    private ErrorBoundary? _boundary;
    private ThemeChoice _choice;
    private bool _dark;
    private bool _themeKnown;
    private Actor? _reader;

    [Inject] private IJSRuntime Js { get; set; } = null!;

    [Inject] private AuthenticationStateProvider Users { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    // With a base address, "#content" alone would lead to the start page.
    private string SkipAddress => Navigation.Uri.Split('#')[0] + "#content";

    /// <summary>Called by the browser.</summary>
    /// <param name="dark">Whether the system is dark now.</param>
    [JSInvokable]
    public void SystemThemeChanged(bool dark)
    {
        if (_choice == ThemeChoice.System)
        {
            _dark = dark;
            StateHasChanged();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Users.AuthenticationStateChanged -= OnUserChanged;
        try
        {
            if (_watch is not null)
            {
                await _watch.InvokeVoidAsync("stop");
                await _watch.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and its listener with it.
        }

        _self?.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        Users.AuthenticationStateChanged += OnUserChanged;
        _reader = Actor.Of((await Users.GetAuthenticationStateAsync()).User);
    }

    // A page that broke off does not stand in the way of the next.
    protected override void OnParametersSet() => _boundary?.Recover();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;

        _choice = Enum.TryParse<ThemeChoice>(await Js.InvokeAsync<string>("anomalyTheme.choice"), ignoreCase: true, out var choice) ? choice : ThemeChoice.System;
        _dark = await Js.InvokeAsync<bool>("anomalyTheme.isDark");
        _themeKnown = true;
        StateHasChanged();
        _self = DotNetObjectReference.Create(this);
        _watch = await Js.InvokeAsync<IJSObjectReference>("anomalyTheme.watch", _self);
    }

    private async Task ChooseAsync(ThemeChoice choice)
    {
        _choice = choice;
        await Js.InvokeVoidAsync("anomalyTheme.choose", choice.ToString().ToLowerInvariant());
        _dark = await Js.InvokeAsync<bool>("anomalyTheme.isDark");
    }

    /// <summary>The key was taken away, or the page was open for long enough: who reads signs in again.</summary>
    private void OnUserChanged(Task<AuthenticationState> state) => _ = InvokeAsync(async () =>
    {
        _reader = Actor.Of((await state).User);
        if (_reader is null)
            Navigation.NavigateTo($"/sign-in?return={Uri.EscapeDataString(new Uri(Navigation.Uri).PathAndQuery)}", forceLoad: true);
        else
            StateHasChanged();
    });

    private void Recover() => _boundary?.Recover();
}
