using Anomaly.Dashboard.Api.Silences;
using Anomaly.Notifications.Silences;
using Anomaly.Storage.Incidents;
using Anomaly.Storage.Notifications;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using MudBlazor;

namespace Anomaly.Dashboard.Ui.Notifications.Silences;

/// <summary>The silences, and the form of one of them; the address says which.</summary>
public sealed partial class SilencesPage : IAsyncDisposable
{
    private const int PageSize = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _gone = new();
    private IJSObjectReference? _author;
    private ElementReference _title;
    private IReadOnlyList<Silence>? _silences;
    private OpenIncidentSet _incidents = OpenIncidentSet.None;
    private SilenceEdit? _edit;
    private Silence? _theirs;
    private DateTimeOffset _now;
    private string? _failure;
    private string _announcement = "", _name = "";
    private bool _away, _busy, _conflict, _expired, _more;

    [Inject] private SilenceBook Book { get; set; } = null!;

    [Inject] private SilenceNews News { get; set; } = null!;

    [Inject] private IIncidentStore Incidents { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private IJSRuntime Js { get; set; } = null!;

    [Inject] private ISnackbar Snackbar { get; set; } = null!;

    [Inject] private IDialogService Dialogs { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private ILogger<SilencesPage> Logger { get; set; } = null!;

    public async ValueTask DisposeAsync()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        await _gone.CancelAsync();
        _gone.Dispose();
        try
        {
            if (_author is not null)
                await _author.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone.
        }
    }

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += OnLocationChanged;
        await TryAsync(async cancellationToken => _incidents = await OpenIncidentSet.ReadAsync(Incidents, cancellationToken));
        await FollowAsync(Navigation.Uri);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;

        _author = await Js.InvokeAsync<IJSObjectReference>("import", "/assets/author.js");
        _name = await _author.InvokeAsync<string>("get") ?? "";
        Sign();
        StateHasChanged();
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change) => _ = InvokeAsync(async () =>
    {
        if (new Uri(change.Location).AbsolutePath != NotificationAddress.Silences)
            return;

        await FollowAsync(change.Location);
        StateHasChanged();
    });

    /// <summary>Shows what the address names.</summary>
    private async Task FollowAsync(string address)
    {
        _expired = NotificationAddress.Text(address, "state") == NotificationAddress.Over;
        (_edit, _theirs, _failure, _conflict) = (null, null, null, false);
        await TryAsync(async cancellationToken =>
        {
            await ReadAsync(cancellationToken);
            if (Guid.TryParse(NotificationAddress.Text(address, "silence"), out var id) && await Book.FindAsync(id, cancellationToken) is { } silence)
                _edit = new SilenceEdit(silence);
        });
        if (NotificationAddress.Text(address, "new") is not null)
            _edit = new SilenceEdit(NotificationAddress.All(address, "matcher"), NotificationAddress.Text(address, "comment") ?? "");

        Sign();
        _edit?.Check(Time.GetUtcNow(), _incidents);
    }

    /// <summary>The name under which the reader writes is asked once.</summary>
    private void Sign()
    {
        if (_edit is { Id: null, CreatedBy.Length: 0 } edit && _name.Length > 0)
        {
            edit.CreatedBy = _name;
            edit.Check(Time.GetUtcNow(), _incidents);
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        _now = Time.GetUtcNow();
        if (_expired)
        {
            var page = await Book.ListAsync(SilenceState.Expired, null, PageSize + 1, cancellationToken);
            (_silences, _more) = ([.. page.Take(PageSize)], page.Count > PageSize);
        }
        else
        {
            var current = (await Book.GetCurrentAsync(cancellationToken)).Silences;
            (_silences, _more) = ([.. current.OrderBy(silence => silence.StateAt(_now) == SilenceState.Pending).ThenBy(silence => silence.EndsAt)], false);
        }
    }

    private Task OlderAsync() => TryAsync(async cancellationToken =>
    {
        var page = await Book.ListAsync(SilenceState.Expired, new SilenceCursor(_silences![^1].EndsAt, _silences[^1].Id), PageSize + 1, cancellationToken);
        (_silences, _more) = ([.. _silences, .. page.Take(PageSize)], page.Count > PageSize);
    });

    private void NoteChange()
    {
        _failure = null;
        _edit!.Check(Time.GetUtcNow(), _incidents);
    }

    private void Close()
    {
        _edit = null;
        Navigation.NavigateTo(NotificationAddress.Silences);
    }

    private void LoadTheirs()
    {
        _edit = new SilenceEdit(_theirs!);
        _edit.Check(Time.GetUtcNow(), _incidents);
        (_theirs, _conflict, _failure) = (null, false, null);
    }

    private void KeepMine()
    {
        _edit!.UpdatedAt = _theirs!.UpdatedAt;
        (_theirs, _conflict, _failure) = (null, false, null);
    }

    private async Task SaveAsync()
    {
        var edit = _edit!;
        edit.WasTried = true;
        if (edit.Check(Time.GetUtcNow(), _incidents) is not { } draft)
        {
            _failure = "Nothing is saved yet: mend what is marked first.";
            return;
        }

        await TryAsync(cancellationToken => SaveAsync(edit, draft, cancellationToken));
    }

    private async Task SaveAsync(SilenceEdit edit, SilenceDraft draft, CancellationToken cancellationToken)
    {
        if (edit.Id is { } id && await Book.FindAsync(id, cancellationToken) is { } now && now.UpdatedAt != edit.UpdatedAt)
        {
            (_theirs, _conflict) = (now, true);
            _failure = "Nothing is saved: somebody else changed this silence meanwhile. See above.";
            return;
        }

        if (await Book.SaveAsync(draft, cancellationToken) is null)
        {
            _failure = "Nothing is saved: there is no such silence any more.";
            return;
        }

        await News.TellAsync();

        if (edit.Id is null && _author is not null)
        {
            _name = edit.CreatedBy.Trim();
            await _author.InvokeVoidAsync("set", cancellationToken, _name);
        }

        Snackbar.Add("The silence is saved.", MudBlazor.Severity.Success);
        Close();
    }

    private async Task EndAsync(Silence silence)
    {
        await TryAsync(async cancellationToken =>
        {
            await Book.ExpireAsync(silence.Id, cancellationToken);
            await News.TellAsync();
            await ReadAsync(cancellationToken);
            _announcement = "The silence is ended";
            if (_edit?.Id == silence.Id)
                Close();
        });
        await _title.FocusAsync(preventScroll: true);
    }

    private async Task TryAsync(Func<CancellationToken, Task> act)
    {
        (_busy, _failure) = (true, null);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        patience.CancelAfter(Patience);
        try
        {
            await act(patience.Token);
            _away = false;
        }
        catch (Exception) when (_gone.IsCancellationRequested)
        {
            // The reader left.
        }
        catch (Exception exception)
        {
            Logger.DefinitionsUnreachable(exception.Message);
            _away = true;
            _failure = "The database did not answer, so it is not known whether anything is saved. What you entered is still here: save it again in a moment.";
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task AskAsync(LocationChangingContext context)
    {
        if (_edit?.IsDirty != true)
            return;

        var leave = await Dialogs.ShowMessageBoxAsync("Leave without saving?", "What you entered for the silence is not saved and would be lost.", yesText: "Leave", cancelText: "Stay");
        if (leave != true)
            context.PreventNavigation();
    }
}
