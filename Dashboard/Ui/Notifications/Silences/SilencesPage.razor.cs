using Anomaly.Dashboard.Changes;
using Anomaly.Dashboard.Live;
using Anomaly.Dashboard.Ui.Shared;
using Anomaly.Notifications.Silences;
using Anomaly.Storage.Incidents;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using MudBlazor;

namespace Anomaly.Dashboard.Ui.Notifications.Silences;

/// <summary>The silences, and the form of one of them; the address says which.</summary>
public sealed partial class SilencesPage : IAsyncDisposable
{
    private static readonly TimeSpan Frame = TimeSpan.FromSeconds(5);

    private readonly LatestReading _clock = new();
    private PageCalls _calls = null!;
    private IJSObjectReference? _author;
    private ElementReference _title;
    private SilenceSheet? _sheet;
    private OpenIncidentSet _incidents = OpenIncidentSet.None;
    private Dictionary<Guid, int> _muted = [];
    private SilenceEdit? _edit;
    private Silence? _theirs;
    private DateTimeOffset _now;
    private string? _failure, _problem;
    private string _address = "", _announcement = "", _name = "";

    [Inject] private SilenceBook Book { get; set; } = null!;

    [Inject] private SilenceChanges Changes { get; set; } = null!;

    [Inject] private IIncidentStore Incidents { get; set; } = null!;

    [Inject] private LiveIncidents Live { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private IJSRuntime Js { get; set; } = null!;

    [Inject] private ISnackbar Snackbar { get; set; } = null!;

    [Inject] private IDialogService Dialogs { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private ILogger<SilencesPage> Logger { get; set; } = null!;

    /// <summary>Whether what somebody else changed was ended, by hand or because another took its place.</summary>
    private bool IsTheirsOver => _theirs?.StateAt(Time.GetUtcNow()) == SilenceState.Expired;

    public async ValueTask DisposeAsync()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        _calls.Dispose();
        await _clock.DisposeAsync();
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
        _calls = new PageCalls(Time, Logger);
        Navigation.LocationChanged += OnLocationChanged;
        _ = new IncidentFrames(Live, Time).FollowAsync(RefreshAsync, Frame, _calls.Gone);
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
        if (_calls.IsOver || new Uri(change.Location).AbsolutePath != NotificationAddress.Silences)
            return;

        await FollowAsync(change.Location);
        StateHasChanged();
    });

    /// <summary>Shows what the address names.</summary>
    private async Task FollowAsync(string address)
    {
        _address = address;
        (_edit, _theirs, _failure, _problem) = (null, null, null, null);
        if (NotificationAddress.Text(address, "new") is not null)
            Open(new SilenceEdit(NotificationAddress.All(address, "matcher"), NotificationAddress.Text(address, "comment") ?? ""));

        await _calls.InsistAsync(
            async cancellationToken =>
            {
                await ReadAsync(address, cancellationToken);
                if (await FindAsync(address, "silence", cancellationToken) is { } silence && address == _address)
                    Open(new SilenceEdit(silence));
                if (await FindAsync(address, "again", cancellationToken) is { } before && address == _address)
                    Open(SilenceEdit.Again(before));
            },
            StateHasChanged);
    }

    private async Task<Silence?> FindAsync(string address, string name, CancellationToken cancellationToken) =>
        Guid.TryParse(NotificationAddress.Text(address, name), out var id) ? await Book.FindAsync(id, cancellationToken) : null;

    private void Open(SilenceEdit edit)
    {
        _edit = edit;
        Sign();
        Check();
    }

    /// <summary>The name under which the reader writes is asked once.</summary>
    private void Sign()
    {
        if (_edit is not { Id: null, CreatedBy.Length: 0 } edit || _name.Length == 0)
            return;

        edit.Sign(_name);
        Check();
    }

    private void Check() => _edit?.Check(Time.GetUtcNow(), _incidents);

    private async Task ReadAsync(string address, CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        var incidents = await OpenIncidentSet.ReadAsync(Incidents, cancellationToken);
        var sheet = await SilenceSheet.ReadAsync(Book, NotificationAddress.Text(address, "state") == NotificationAddress.Over, now, cancellationToken);
        // Another page may be wanted by now.
        if (address != _address || _calls.IsOver)
            return;

        (_incidents, _now) = (incidents, now);
        Show(sheet);
        Check();
    }

    private void Show(SilenceSheet sheet)
    {
        _sheet = sheet;
        _muted = sheet.IsOver ? [] : sheet.Silences.ToDictionary(silence => silence.Id, silence => _incidents.Muted(silence.Matchers).Count);
        _clock.Begin(token => FollowClockAsync(sheet, token));
    }

    /// <summary>Incidents changed. What is over does not, and what was never read is being read.</summary>
    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        if (_sheet?.IsOver != false)
            return;

        await _calls.InsistAsync(token => ReadAsync(_address, token), StateHasChanged);
        if (!_calls.IsOver)
            StateHasChanged();
    }

    /// <summary>Silences begin and end by themselves.</summary>
    private async Task FollowClockAsync(SilenceSheet sheet, CancellationToken cancellationToken)
    {
        while (true)
        {
            // A delay is in whole milliseconds.
            await Task.Delay(sheet.Holds(Time.GetUtcNow()) + TimeSpan.FromMilliseconds(1), Time, cancellationToken);
            _now = Time.GetUtcNow();
            _sheet = sheet = sheet.At(_now);
            StateHasChanged();
        }
    }

    private async Task OlderAsync() => await _calls.TryAsync(async cancellationToken =>
    {
        var (address, sheet) = (_address, _sheet!);
        var longer = await sheet.ReadOlderAsync(Book, cancellationToken);
        if (address == _address && ReferenceEquals(sheet, _sheet) && !_calls.IsOver)
            Show(longer);
    });

    private void NoteChange()
    {
        _failure = null;
        Check();
    }

    private void Close()
    {
        _edit = null;
        Navigation.NavigateTo(NotificationAddress.Silences);
    }

    private void LoadTheirs()
    {
        _edit = new SilenceEdit(_theirs!);
        Check();
        (_theirs, _failure) = (null, null);
    }

    private void KeepMine()
    {
        _edit!.UpdatedAt = _theirs!.UpdatedAt;
        (_theirs, _failure) = (null, null);
    }

    private async Task SaveAsync()
    {
        // The second click of two comes before the button is drawn as disabled.
        if (_calls.IsBusy)
            return;

        var edit = _edit!;
        edit.WasTried = true;
        _failure = null;
        if (edit.Check(Time.GetUtcNow(), _incidents) is not { } draft)
        {
            _failure = "Nothing is saved yet: mend what is marked first.";
            return;
        }

        var isSaved = false;
        if (!await _calls.TryAsync(async cancellationToken => isSaved = await SaveAsync(edit, draft, cancellationToken)))
            _failure = "The database did not answer, so it is not known whether anything is saved. What you entered is still here: save it again in a moment.";
        else if (isSaved)
            await FinishAsync(edit);
    }

    private async Task<bool> SaveAsync(SilenceEdit edit, SilenceDraft draft, CancellationToken cancellationToken)
    {
        if (edit.Id is { } id && await Book.FindAsync(id, cancellationToken) is { } now && now.UpdatedAt != edit.UpdatedAt)
        {
            _theirs = now;
            _failure = "Nothing is saved: somebody else changed this silence meanwhile. See above.";
            return false;
        }

        if (await Changes.SaveAsync(draft, cancellationToken) is null)
        {
            _failure = "Nothing is saved: there is no such silence any more.";
            return false;
        }

        return true;
    }

    private async Task FinishAsync(SilenceEdit edit)
    {
        Snackbar.Add("The silence is saved.", MudBlazor.Severity.Success);
        if (edit.Id is null && _author is not null)
        {
            _name = edit.CreatedBy.Trim();
            await _author.InvokeVoidAsync("set", _name);
        }

        if (!_calls.IsOver && ReferenceEquals(edit, _edit))
            Close();
    }

    private async Task EndAsync(Silence silence)
    {
        if (_calls.IsBusy)
            return;

        _problem = null;
        var done = await _calls.TryAsync(async cancellationToken =>
        {
            await Changes.ExpireAsync(silence.Id, cancellationToken);
            await ReadAsync(_address, cancellationToken);
        });
        if (_calls.IsOver)
            return;

        if (done)
            _announcement = "The silence is ended";
        else
            _problem = "The database did not answer, so it is not known whether the silence is ended. Look again in a moment.";

        if (done && _edit?.Id == silence.Id)
            Close();
        await _title.FocusAsync(preventScroll: true);
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
