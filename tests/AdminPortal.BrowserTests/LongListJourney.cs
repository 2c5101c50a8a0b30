using static Microsoft.Playwright.Assertions;

namespace AdminPortal.BrowserTests;

[Collection(nameof(ChromiumCollection))]
public sealed class LongListJourney(Chromium chromium)
{
    [Fact]
    public async Task A_pasted_list_that_is_too_long_goes_out_in_turns_and_nobody_on_it_is_lost()
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var admin = await journey.SignedInAsync("admin@example.com");
        await admin.Invitations.OpenAsync();
        await admin.Invitations.Invite.ClickAsync();
        var dialog = admin.Invitations.Dialog;
        await Expect(dialog.Addresses).ToBeFocusedAsync();

        await dialog.Addresses.FillAsync(string.Join(", ", Enumerable.Range(1, 22).Select(number => $"person{number}@example.com")));
        await Expect(dialog.Chips).ToHaveCountAsync(20);
        await Expect(dialog.Addresses).ToHaveValueAsync("person21@example.com, person22@example.com");
        await dialog.Send.ClickAsync();
        await Expect(dialog.Whole.GetByText("2 more wait")).ToBeInViewportAsync();
        await admin.PictureAsync("long-list-more-wait");

        await dialog.More.ClickAsync();
        await Expect(dialog.Chips).ToHaveCountAsync(2);
        await Expect(dialog.Addresses).ToHaveValueAsync("");
        await Expect(dialog.Send).ToHaveTextAsync("Send 2 invites");
        await dialog.Send.ClickAsync();
        await Expect(dialog.Result("person22@example.com")).ToContainTextAsync("Auth0 accepted the email");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_found_no_room_stands_in_the_field_once_whichever_of_the_servers_two_words_comes_first(bool answerFirst)
    {
        await using var journey = await Journey.BeginAsync(chromium);
        var admin = await journey.SignedInAsync("admin@example.com");
        var told = await admin.Page.EvaluateAsync<string>(
            """
            async answerFirst => {
              const { attach, fill } = await import('/js/emails.js');
              const input = document.body.appendChild(document.createElement('input'));
              const drafts = [];
              const dialog = {
                async invokeMethodAsync(name, text) {
                  if (name !== 'Take') { drafts.push(text); return; }
                  if (answerFirst) setTimeout(() => fill(input, 'b@example.com'));
                  else fill(input, 'b@example.com');
                  return 'b@example.com';
                },
              };
              attach(input, dialog, '');
              input.value = 'a@example.com, b@example.com';
              input.blur();
              await new Promise(done => setTimeout(done, 200));
              return [input.value, ...drafts].join(' | ');
            }
            """, answerFirst);
        Assert.Equal("b@example.com", told);
    }
}
