// Drawn by `make web-types` from the server's OpenAPI document; never edited.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An account as everybody sees it. */
        Account: {
            /** @description Sorts by age where ids have the same length. */
            id: string;
            username: string;
            acct: string;
            display_name: string;
            locked: boolean;
            bot: boolean;
            discoverable: boolean;
            group: boolean;
            /** Format: date-time */
            created_at: string;
            /** @description HTML that the server wrote: whatever was typed is escaped. */
            note: string;
            note_text: string;
            /** Format: uri */
            url: string;
            /** Format: uri */
            uri: string;
            /** Format: uri */
            avatar: string;
            /** Format: uri */
            avatar_static: string;
            /** Format: uri */
            header: string;
            /** Format: uri */
            header_static: string;
            followers_count: number;
            following_count: number;
            statuses_count: number;
            last_status_at: string | null;
            noindex: boolean;
            emojis: components["schemas"]["CustomEmoji"][];
            roles: components["schemas"]["Role"][];
            fields: components["schemas"]["Field"][];
            website: null;
            local: boolean;
            is_admin: boolean;
            pronouns: string[];
            hide_collections?: boolean;
            limited?: boolean;
            rossgram: components["schemas"]["AccountExtra"];
        };
        /** @description A picture that stands for a word between colons; this server has none. */
        CustomEmoji: {
            shortcode: string;
            /** Format: uri */
            url: string;
            /** Format: uri */
            static_url: string;
            visible_in_picker: boolean;
        };
        /** @description What an account may do as a member of the staff. */
        Role: {
            id: string;
            name: string;
            permissions: string;
            color: string;
            highlighted: boolean;
        };
        /** @description A row of the table on a profile. */
        Field: {
            name: string;
            /** @description HTML that the server wrote: whatever was typed is escaped. */
            value: string;
            verified_at: string | null;
        };
        /** @description What we say of an account beside the dialect: a picture for where it is drawn small. */
        AccountExtra: {
            /** Format: uri */
            avatar_small: string;
        };
        /** @description The caller's own account. */
        CredentialAccount: {
            /** @description Sorts by age where ids have the same length. */
            id: string;
            username: string;
            acct: string;
            display_name: string;
            locked: boolean;
            bot: boolean;
            discoverable: boolean;
            group: boolean;
            /** Format: date-time */
            created_at: string;
            /** @description HTML that the server wrote: whatever was typed is escaped. */
            note: string;
            note_text: string;
            /** Format: uri */
            url: string;
            /** Format: uri */
            uri: string;
            /** Format: uri */
            avatar: string;
            /** Format: uri */
            avatar_static: string;
            /** Format: uri */
            header: string;
            /** Format: uri */
            header_static: string;
            followers_count: number;
            following_count: number;
            statuses_count: number;
            last_status_at: string | null;
            noindex: boolean;
            emojis: components["schemas"]["CustomEmoji"][];
            roles: components["schemas"]["Role"][];
            fields: components["schemas"]["Field"][];
            website: null;
            local: boolean;
            is_admin: boolean;
            pronouns: string[];
            hide_collections?: boolean;
            limited?: boolean;
            rossgram: components["schemas"]["AccountExtra"];
            source: components["schemas"]["Source"];
            role: components["schemas"]["Role"];
            settings: components["schemas"]["ProfileSettings"];
        };
        /** @description A profile as it was typed, and the defaults for new posts. */
        Source: {
            note: string;
            fields: components["schemas"]["Field"][];
            /** @enum {string} */
            privacy: "public" | "unlisted" | "private";
            sensitive: boolean;
            language: string | null;
            follow_requests_count: number;
            hide_collections: boolean;
            discoverable: boolean;
            indexable: boolean;
            rossgram: components["schemas"]["TagSettings"];
        };
        /** @description Who may tag the caller in photos, and whether their profile shows such a post only once they approve. */
        TagSettings: {
            /** @enum {string} */
            tags_from: "everyone" | "following" | "nobody";
            tags_by_hand: boolean;
        };
        /** @description What is set, as Pixelfed's app shows it. */
        ProfileSettings: {
            crawlable: boolean;
            is_suggestable: boolean;
            show_profile_follower_count: boolean;
            show_profile_following_count: boolean;
            public_dm: boolean;
            disable_embeds: boolean;
            show_atom: boolean;
            indexable: boolean;
            reduce_motion: boolean;
            high_contrast_mode: boolean;
            video_autoplay: boolean;
            media_descriptions: boolean;
        };
        /** @description How the caller stands to another account. */
        Relationship: {
            /** @description Sorts by age where ids have the same length. */
            id: string;
            following: boolean;
            showing_reblogs: boolean;
            notifying: boolean;
            languages: string[] | null;
            followed_by: boolean;
            blocking: boolean;
            blocked_by: boolean;
            muting: boolean;
            muting_notifications: boolean;
            requested: boolean;
            requested_by: boolean;
            domain_blocking: boolean;
            endorsed: boolean;
            note: string;
        };
        /** @description A post or a comment, as its viewer sees it. */
        Status: {
            content_text: string;
            reply_count: number;
            /** @enum {string} */
            pf_type: "text" | "photo" | "photo:album" | "reply" | "share";
            local: boolean;
            comments_disabled: boolean;
            place: components["schemas"]["Place"] | null;
            /** @description Sorts by age where ids have the same length. */
            id: string;
            /** Format: date-time */
            created_at: string;
            edited_at: string | null;
            in_reply_to_id: string | null;
            in_reply_to_account_id: string | null;
            sensitive: boolean;
            spoiler_text: string;
            /** @enum {string} */
            visibility: "public" | "unlisted" | "private" | "direct";
            language: string | null;
            /** Format: uri */
            uri: string;
            url: string | null;
            /** @description HTML that the server wrote: whatever was typed is escaped. */
            content: string;
            account: components["schemas"]["Account"];
            media_attachments: components["schemas"]["MediaAttachment"][];
            mentions: components["schemas"]["Mention"][];
            tags: components["schemas"]["StatusTag"][];
            emojis: components["schemas"]["CustomEmoji"][];
            replies_count: number;
            reblogs_count: number;
            favourites_count: number;
            quotes_count: number;
            favourited: boolean;
            reblogged: boolean;
            muted: boolean;
            bookmarked: boolean;
            pinned: boolean;
            filtered: components["schemas"]["FilterResult"][];
            reblog: components["schemas"]["Status"] | null;
            application: components["schemas"]["StatusApplication"] | null;
            card: components["schemas"]["PreviewCard"] | null;
            poll: components["schemas"]["Poll"] | null;
            taggedPeople: components["schemas"]["TaggedPerson"][];
            rossgram: components["schemas"]["StatusExtras"];
        };
        /** @description A town that a post names by its author's choice, and its page. */
        Place: {
            id: string;
            name: string;
            country: string;
            region: string | null;
            slug: string;
            url: string | null;
        };
        /** @description A photo. `url` is null until it is processed; of a locked one there are eight pixels made large. */
        MediaAttachment: {
            /** @description Sorts by age where ids have the same length. */
            id: string;
            /** @enum {string} */
            type: "image";
            url: string | null;
            /** Format: uri */
            preview_url: string;
            remote_url: string | null;
            preview_remote_url: string | null;
            text_url: string | null;
            meta: components["schemas"]["MediaMeta"];
            description: string | null;
            blurhash: string | null;
            rossgram?: components["schemas"]["MediaExtras"];
        };
        /** @description The sizes of a photo's files; nothing while it is processed. */
        MediaMeta: {
            original?: components["schemas"]["MediaSize"];
            small?: components["schemas"]["MediaSize"];
            focus?: components["schemas"]["Focus"];
        };
        /** @description The size of one of a photo's files. */
        MediaSize: {
            width: number;
            height: number;
            size: string;
            aspect: number;
        };
        /** @description The point that stays in view when a photo is cut: both from -1 to 1. */
        Focus: {
            x: number;
            y: number;
        };
        /** @description What a photo has beside what Mastodon knows: all its files, and what was done to them. */
        MediaExtras: {
            locked: boolean;
            width?: number;
            height?: number;
            renditions?: components["schemas"]["Rendition"][];
            processing?: unknown[];
            original?: components["schemas"]["Original"];
            people?: components["schemas"]["PersonInPhoto"][];
        };
        /** @description One of a photo's files. */
        Rendition: {
            name: string;
            /** Format: uri */
            url: string;
            type: string;
            width: number;
            height: number;
        };
        /** @description The file with every pixel, and which of its metadata it has. */
        Original: {
            /** Format: uri */
            url: string;
            type: string;
            width: number;
            height: number;
            keeps: string[];
        };
        /** @description Somebody who is tagged at a point of a photo: both numbers from 0 to 1, from its left and its top. */
        PersonInPhoto: {
            account: components["schemas"]["Account"];
            x: number;
            y: number;
        };
        /** @description An account that a post names. */
        Mention: {
            /** @description Sorts by age where ids have the same length. */
            id: string;
            username: string;
            acct: string;
            /** Format: uri */
            url: string;
        };
        /** @description A hashtag that a post has. */
        StatusTag: {
            name: string;
            /** Format: uri */
            url: string;
        };
        /** @description Why a status is filtered. */
        FilterResult: {
            filter: components["schemas"]["FilterSummary"];
            keyword_matches: string[] | null;
            status_matches: string[] | null;
        };
        /** @description A filter without its keywords and posts. */
        FilterSummary: {
            id: string;
            title: string;
            context: string[];
            expires_at: string | null;
            /** @enum {string} */
            filter_action: "warn" | "hide" | "blur";
        };
        /** @description The app by which a post was written. */
        StatusApplication: {
            name: string;
            website: string | null;
        };
        /** @description A link card: to what opens a locked post, or to a campaign's page. */
        PreviewCard: {
            /** Format: uri */
            url: string;
            title: string;
            description: string;
            language: string | null;
            /** @enum {string} */
            type: "link";
            author_name: string;
            /** Format: uri */
            author_url: string;
            provider_name: string;
            /** Format: uri */
            provider_url: string;
            html: string;
            width: number;
            height: number;
            image: string | null;
            image_description: string;
            embed_url: string;
            blurhash: string | null;
            published_at: string | null;
            authors: unknown[];
        };
        /** @description What a post asks, with what came out so far. */
        Poll: {
            /** @description Sorts by age where ids have the same length. */
            id: string;
            /** Format: date-time */
            expires_at: string;
            expired: boolean;
            multiple: boolean;
            votes_count: number;
            voters_count: number;
            options: components["schemas"]["PollOption"][];
            emojis: components["schemas"]["CustomEmoji"][];
            voted: boolean;
            own_votes: number[];
        };
        /** @description One of the answers to choose from; how many chose it is null until the end where its author says so. */
        PollOption: {
            title: string;
            votes_count: number | null;
        };
        /** @description Somebody who is tagged in a post, as Pixelfed names them. */
        TaggedPerson: {
            /** @description Sorts by age where ids have the same length. */
            id: string;
            username: string;
            /** Format: uri */
            avatar: string;
        };
        /** @description What a status has beside what Mastodon knows: who may see it, and what opens it. */
        StatusExtras: {
            /** @enum {string} */
            access: "public" | "unlisted" | "followers" | "me" | "close_friends" | "list" | "direct" | "price" | "tier" | "campaign";
            locked: boolean;
            price: components["schemas"]["Price"] | null;
            tier: components["schemas"]["RequiredTier"] | null;
            campaign: components["schemas"]["RequiredCampaign"] | null;
            list_id: string | null;
            unlock_url: string | null;
            pinned_comment_id: string | null;
            archived?: boolean;
            progress?: components["schemas"]["Progress"];
            answers_missing?: boolean;
            story?: components["schemas"]["AnsweredStory"];
        };
        /** @description What a post costs. */
        Price: {
            /** @description In the minor unit of its currency. */
            amount: number;
            /** @description By ISO 4217, in small letters. */
            currency: string;
            text: string;
        };
        /** @description The tier that opens a post. */
        RequiredTier: {
            id: string;
            level: number;
            name: string;
        };
        /** @description The campaign whose backers see a post. */
        RequiredCampaign: {
            id: string;
            level: number;
            title: string;
        };
        /** @description How far a campaign is. */
        Progress: {
            /** @description Sorts by age where ids have the same length. */
            id: string;
            /** Format: uri */
            url: string;
            title: string;
            /** @enum {string} */
            state: "draft" | "live" | "collecting" | "funded" | "partly_collected" | "failed" | "cancelled";
            kind: string;
            /** @description By ISO 4217, in small letters. */
            currency: string;
            /** @description In the minor unit of its currency. */
            goal: number;
            /** @description In the minor unit of its currency. */
            pledged: number;
            /** @description In the minor unit of its currency. */
            raised: number;
            /** @description In the minor unit of its currency. */
            reached: number;
            percent: number;
            backers_count: number;
            deadline: string | null;
            deadline_text: string | null;
            timezone: string;
            is_open: boolean;
            text: string;
        };
        /** @description The story that a message answers; without a picture once it is gone, or is not for the reader any more. */
        AnsweredStory: {
            /** @description Sorts by age where ids have the same length. */
            id: string;
            /** @description Sorts by age where ids have the same length. */
            account_id: string;
            small: string | null;
            description: string;
        };
        /** @description A hashtag; the uses of one that is no trend are not counted, so its history has no day. */
        Tag: {
            id: string;
            name: string;
            /** Format: uri */
            url: string;
            history: components["schemas"]["TagDay"][];
            following?: boolean;
            featuring?: boolean;
            count?: number;
        };
        /** @description A day of a hashtag, by the second at which it began: how many posts had it, and of how many people; texts. */
        TagDay: {
            day: string;
            uses: string;
            accounts: string;
        };
        /** @description What somebody did, or what happened to one's money. */
        Notification: {
            /** @description Sorts by age where ids have the same length. */
            id: string;
            /** @enum {string} */
            type: "mention" | "follow" | "follow_request" | "favourite" | "reblog" | "status" | "poll" | "story:react" | "tagged" | "moderation_warning" | "purchase_open" | "sale" | "tip" | "subscriber" | "pledge" | "admin.sign_up" | "admin.report" | "campaign_funded" | "campaign_ended" | "campaign_failed" | "campaign_needs_you";
            group_key: string;
            /** Format: date-time */
            created_at: string;
            account: components["schemas"]["Account"];
            filtered?: boolean;
            status?: components["schemas"]["Status"];
            report?: components["schemas"]["Report"];
            moderation_warning?: components["schemas"]["AccountWarning"];
            rossgram?: components["schemas"]["MoneyNews"];
        };
        /** @description A report as whoever filed it sees it. */
        Report: {
            id: string;
            action_taken: boolean;
            action_taken_at: string | null;
            /** @enum {string} */
            category: "spam" | "legal" | "violation" | "other";
            comment: string;
            forwarded: boolean;
            /** Format: date-time */
            created_at: string;
            status_ids: string[];
            rule_ids: string[];
            target_account: components["schemas"]["Account"];
        };
        /** @description An act of moderators against an account. Source: https://docs.joinmastodon.org/entities/AccountWarning/ */
        AccountWarning: {
            /** @description Sorts by age where ids have the same length. */
            id: string;
            /** @enum {string} */
            action: "none" | "disable" | "mark_statuses_as_sensitive" | "delete_statuses" | "sensitive" | "silence" | "suspend";
            text: string;
            status_ids: string[];
            target_account: components["schemas"]["Account"];
            appeal: components["schemas"]["Appeal"] | null;
            /** Format: date-time */
            created_at: string;
            rossgram: components["schemas"]["WarningExtras"];
        };
        /** @description What an account says against an act. Source: https://docs.joinmastodon.org/entities/Appeal/ */
        Appeal: {
            text: string;
            /** @enum {string} */
            state: "pending" | "approved" | "rejected";
        };
        /**
         * @description What we say of an act beside the dialect.
         *
         *     `appeal_until` is there as long as the account may appeal, `words` what a deleted post said, `answer` what whoever
         *     decided the appeal says to it.
         */
        WarningExtras: {
            appeal_until: string | null;
            words: string | null;
            answer: string | null;
        };
        /** @description What a notification says of money. */
        MoneyNews: {
            what: string;
            /** Format: uri */
            link?: string;
            /** @description In the minor unit of its currency. */
            amount?: number;
            /** @description By ISO 4217, in small letters. */
            currency?: string;
            text?: string;
        };
        /** @description Groups, with each account and each status once. */
        GroupedNotifications: {
            accounts: components["schemas"]["Account"][];
            statuses: components["schemas"]["Status"][];
            notification_groups: components["schemas"]["NotificationGroup"][];
        };
        /** @description What is shown together. */
        NotificationGroup: {
            group_key: string;
            notifications_count: number;
            /** @enum {string} */
            type: "mention" | "follow" | "follow_request" | "favourite" | "reblog" | "status" | "poll" | "story:react" | "tagged" | "moderation_warning" | "purchase_open" | "sale" | "tip" | "subscriber" | "pledge" | "admin.sign_up" | "admin.report" | "campaign_funded" | "campaign_ended" | "campaign_failed" | "campaign_needs_you";
            most_recent_notification_id: number;
            /** @description Sorts by age where ids have the same length. */
            page_min_id: string;
            /** @description Sorts by age where ids have the same length. */
            page_max_id: string;
            /** Format: date-time */
            latest_page_notification_at: string;
            sample_account_ids: string[];
            /** @description Sorts by age where ids have the same length. */
            status_id?: string;
            report?: components["schemas"]["Report"];
            moderation_warning?: components["schemas"]["AccountWarning"];
            rossgram?: components["schemas"]["MoneyNews"];
        };
        /** @description The server, as version 2 of the API describes it. */
        Instance: {
            domain: string;
            title: string;
            version: string;
            source_url: string;
            description: string;
            usage: components["schemas"]["Usage"];
            thumbnail: components["schemas"]["Thumbnail"];
            icon: {
                [key: string]: string;
            }[];
            languages: string[];
            configuration: components["schemas"]["Configuration"];
            registrations: components["schemas"]["Registrations"];
            api_versions: {
                [key: string]: number;
            };
            contact: components["schemas"]["Contact"];
            rules: components["schemas"]["Rule"][];
            rossgram: components["schemas"]["InstanceExtrasAndTerms"];
        };
        /** @description How much the server is used. */
        Usage: {
            users: components["schemas"]["ActiveUsers"];
        };
        /** @description How many were there this month. */
        ActiveUsers: {
            active_month: number;
        };
        /** @description The server's picture. */
        Thumbnail: {
            /** Format: uri */
            url: string;
            blurhash: string | null;
            versions: {
                [key: string]: string;
            };
        };
        /** @description What the server takes and has. */
        Configuration: {
            accounts: components["schemas"]["AccountLimits"];
            statuses: components["schemas"]["StatusLimits"];
            media_attachments: components["schemas"]["MediaLimits"];
            polls: components["schemas"]["PollLimits"];
            urls: components["schemas"]["InstanceUrls"];
            translation: components["schemas"]["Translation"];
            vapid: components["schemas"]["Vapid"];
        };
        /** @description How much a profile shows. */
        AccountLimits: {
            max_featured_tags: number;
            max_pinned_statuses: number;
        };
        /** @description How long a post is. */
        StatusLimits: {
            max_characters: number;
            max_media_attachments: number;
            characters_reserved_per_url: number;
        };
        /** @description Which photos are taken; there are no videos. */
        MediaLimits: {
            supported_mime_types: string[];
            description_limit: number;
            image_size_limit: number;
            image_matrix_limit: number;
            video_size_limit: number;
            video_frame_rate_limit: number;
            video_matrix_limit: number;
        };
        /** @description How many options a poll has, how long they are, and for how many seconds it lasts. */
        PollLimits: {
            max_options: number;
            max_characters_per_option: number;
            min_expiration: number;
            max_expiration: number;
        };
        /** @description Where streams would be, and where the server says what it is; null where it has no terms. */
        InstanceUrls: {
            streaming: string;
            /** Format: uri */
            about: string;
            /** Format: uri */
            privacy_policy: string;
            terms_of_service: string | null;
        };
        /** @description Whether posts are translated. */
        Translation: {
            enabled: boolean;
        };
        /** @description By which key pushes are signed. */
        Vapid: {
            public_key: string;
        };
        /** @description Whether and how one signs up. */
        Registrations: {
            enabled: boolean;
            approval_required: boolean;
            reason_required: boolean;
            message: string | null;
            url: string | null;
        };
        /** @description Who answers for the server. */
        Contact: {
            email: string;
            account: components["schemas"]["Account"] | null;
        };
        /** @description A rule of the server. */
        Rule: {
            id: string;
            text: string;
            hint: string;
        };
        /** @description The same, and the day of the terms of service that count; null where there are none. */
        InstanceExtrasAndTerms: {
            uploads: components["schemas"]["UploadLimits"];
            amounts: components["schemas"]["AmountLimits"];
            registrations: components["schemas"]["SignUps"];
            insights: boolean;
            terms_day: string | null;
        };
        /** @description What a presigned form takes. */
        UploadLimits: {
            /** Format: uri */
            url: string;
            image_size_limit: number;
            formats: {
                [key: string]: components["schemas"]["FormatLimits"];
            };
            animation_limits: components["schemas"]["AnimationLimits"];
        };
        /** @description What a format may have. */
        FormatLimits: {
            image_size_limit: number;
            image_matrix_limit: number;
        };
        /** @description How long and large what moves may be; beyond it a still is shown. */
        AnimationLimits: {
            frames: number;
            seconds: number;
            pixels: number;
        };
        /** @description What amounts may be: by currency the largest single charge, `other` for those that are not named. */
        AmountLimits: {
            largest_charges: {
                [key: string]: number;
            };
            worth: components["schemas"]["WorthLimits"];
            bounded: components["schemas"]["BoundedLimits"];
        };
        /** @description The largest tip, pledge that is charged at once and goal of a campaign, in US dollars, by rough rates. */
        WorthLimits: {
            tip: number;
            pledge_charged_at_once: number;
            goal: number;
        };
        /** @description Where no single charge is worth as much: by currency, the amount that binds instead. */
        BoundedLimits: {
            tip: {
                [key: string]: number;
            };
            pledge_charged_at_once: {
                [key: string]: number;
            };
        };
        /** @description Who may sign up, and who may invite others: `staff` or `everybody`. */
        SignUps: {
            /** @enum {string} */
            mode: "open" | "approval" | "invite" | "closed";
            /** @enum {string} */
            invites_by: "staff" | "everybody";
        };
        /** @description The same with its words, and the day of the version that follows. */
        TermsOfService: {
            /** Format: date */
            effective_date: string;
            effective: boolean;
            /** @description HTML that the server wrote: whatever was typed is escaped. */
            content: string;
            succeeded_by: string | null;
        };
        /** @description A version of the terms of service, by the day from which it counts, and whether it did begin. */
        TermsVersion: {
            /** Format: date */
            effective_date: string;
            effective: boolean;
        };
        /** @description The days of the terms that count, that are next, and that somebody accepted last. */
        AcceptedTerms: {
            current: string | null;
            upcoming: string | null;
            accepted: string | null;
        };
        /** @description A text of the operator's. */
        InstanceText: {
            updated_at: string | null;
            /** @description HTML that the server wrote: whatever was typed is escaped. */
            content: string;
        };
        /** @description Who is signed in in a browser, the account that a new tab begins with first. */
        Browser: {
            accounts: components["schemas"]["Account"][];
            pending: boolean;
        };
        /** @description An account to look at, and why. */
        Suggestion: {
            /** @enum {string} */
            source: "past_interactions" | "global";
            sources: string[];
            account: components["schemas"]["Account"];
        };
        /** @description The conversation around a post. */
        Context: {
            ancestors: components["schemas"]["Status"][];
            descendants: components["schemas"]["Status"][];
        };
        /** @description Direct messages between an account and others. Source: https://docs.joinmastodon.org/entities/Conversation/ */
        Conversation: {
            /** @description Sorts by age where ids have the same length. */
            id: string;
            unread: boolean;
            accounts: components["schemas"]["Account"][];
            last_status: components["schemas"]["Status"] | null;
            rossgram: components["schemas"]["ConversationExtras"];
        };
        /** @description What an account decided of a conversation: `requested` waits for it to let a stranger write. */
        ConversationExtras: {
            requested: boolean;
            muted: boolean;
        };
        /** @description The last thirty days that are over, the oldest first, and the posts that were seen most in them. */
        Insights: {
            days: components["schemas"]["InsightsOfDay"][];
            views: number;
            profile_visits: number;
            statuses: components["schemas"]["SeenStatus"][];
        };
        /** @description The same, and how often the profile was. */
        InsightsOfDay: {
            /** Format: date */
            date: string;
            views: number;
            profile_visits: number;
        };
        /** @description One's own post, and how often it was seen in these days. */
        SeenStatus: {
            status: components["schemas"]["Status"];
            views: number;
        };
        /** @description The same of one post; how many saved it, of very many a thousand; and what anybody may see of it. */
        PostInsights: {
            days: components["schemas"]["ViewsOfDay"][];
            views: number;
            saves: number;
            favourites_count: number;
            replies_count: number;
            reblogs_count: number;
        };
        /** @description How often posts were seen in a day of UTC. */
        ViewsOfDay: {
            /** Format: date */
            date: string;
            views: number;
        };
        /** @description What a query finds. */
        Search: {
            accounts: components["schemas"]["Account"][];
            statuses: components["schemas"]["Status"][];
            hashtags: components["schemas"]["Tag"][];
        };
        /** @description What subscribers pay for. */
        Tier: {
            id: string;
            /** @description Sorts by age where ids have the same length. */
            account_id: string;
            name: string;
            text: string;
            level: number;
            /** @description By ISO 4217, in small letters. */
            currency: string;
            /** @description In the minor unit of its currency. */
            amount: number;
            amount_text: string;
            yearly_amount: number | null;
            yearly_amount_text: string | null;
            trial_days: number;
            state: string;
            /** Format: date-time */
            created_at: string;
        };
        /** @description A campaign with its story and its rewards. */
        Campaign: {
            /** @description Sorts by age where ids have the same length. */
            id: string;
            /** Format: uri */
            url: string;
            title: string;
            /** @enum {string} */
            state: "draft" | "live" | "collecting" | "funded" | "partly_collected" | "failed" | "cancelled";
            kind: string;
            /** @description By ISO 4217, in small letters. */
            currency: string;
            /** @description In the minor unit of its currency. */
            goal: number;
            /** @description In the minor unit of its currency. */
            pledged: number;
            /** @description In the minor unit of its currency. */
            raised: number;
            /** @description In the minor unit of its currency. */
            reached: number;
            percent: number;
            backers_count: number;
            deadline: string | null;
            deadline_text: string | null;
            timezone: string;
            is_open: boolean;
            text: string;
            story: string;
            /** @description HTML that the server wrote: whatever was typed is escaped. */
            story_html: string;
            late_pledges: boolean;
            /** @enum {string} */
            charging: "at_once" | "goal_held" | "banks_answered";
            stretch_goals: components["schemas"]["StretchGoal"][];
            /** Format: date-time */
            created_at: string;
            launched_at: string | null;
            ended_at: string | null;
            post_id: string | null;
            account: components["schemas"]["Account"] | null;
            media_attachments: components["schemas"]["MediaAttachment"][];
            rewards: components["schemas"]["Reward"][];
        };
        /** @description A goal above the goal. */
        StretchGoal: {
            /** @description In the minor unit of its currency. */
            amount: number;
            title: string;
            is_reached: boolean;
        };
        /** @description What backers get. */
        Reward: {
            id: string;
            title: string;
            text: string;
            /** @description In the minor unit of its currency. */
            amount: number;
            limit: number | null;
            taken: number;
            left: number | null;
            per_backer: number;
            delivers_at: string | null;
            delivers_on: string | null;
            position: number;
        };
        /** @description A pledge. One that waits for its backer tells the backer alone where to go, and until when. */
        Pledge: {
            id: string;
            /** @description Sorts by age where ids have the same length. */
            campaign_id: string;
            /** @enum {string} */
            state: "pending" | "held" | "charging" | "authorized" | "action_required" | "errored" | "collected" | "dropped" | "cancelled" | "expired" | "refunded" | "disputed";
            /** @description In the minor unit of its currency. */
            amount: number;
            /** @description By ISO 4217, in small letters. */
            currency: string;
            text: string;
            rewards: components["schemas"]["PledgedReward"][];
            anonymous: boolean;
            late: boolean;
            /** Format: date-time */
            created_at: string;
            action_url: string | null;
            action_by: string | null;
            campaign: components["schemas"]["Progress"] | null;
        };
        /** @description A reward that a pledge takes. */
        PledgedReward: {
            id: string;
            title: string;
            quantity: number;
            /** @description In the minor unit of its currency. */
            amount: number;
        };
        /** @description Who backs a campaign; only its creator sees the pledge. */
        Backer: {
            account: components["schemas"]["Account"] | null;
            name: string;
            anonymous: boolean;
            pledge?: components["schemas"]["Pledge"];
        };
        /** @description A refund; one made in Stripe's Dashboard has no items, reason or time. */
        Refund: {
            id: string;
            state: string;
            /** @description In the minor unit of its currency. */
            amount: number;
            /** @description By ISO 4217, in small letters. */
            currency: string;
            text: string;
            items: string[];
            reason: string;
            created_at: string | null;
        };
        /** @description How far a creator's onboarding is; `requirements` are Stripe's own lists. */
        Seller: {
            /** @enum {string} */
            state: "none" | "onboarding" | "active";
            charges_enabled: boolean;
            payouts_enabled: boolean;
            country: string;
            default_currency: string;
            missing: string[];
            disabled_reason: string | null;
            requirements: {
                [key: string]: unknown;
            };
            platform_fee_bps: number;
            minimum_fee: {
                [key: string]: number;
            };
        };
        /** @description An address that a browser is to open. */
        Link: {
            /** Format: uri */
            url: string;
        };
        /** @description A purchase, and the page of Stripe's on which it is paid. */
        BegunPurchase: {
            purchase: components["schemas"]["Purchase"];
            /** Format: uri */
            checkout_url: string;
        };
        /** @description A purchase: `account` is the seller for its buyer, and the buyer for its seller. */
        Purchase: {
            id: string;
            kind: string;
            state: string;
            title: string;
            /** @description In the minor unit of its currency. */
            amount: number;
            /** @description By ISO 4217, in small letters. */
            currency: string;
            text: string;
            /** @description In the minor unit of its currency. */
            refunded: number;
            /** Format: date-time */
            created_at: string;
            account: components["schemas"]["Account"] | null;
            post: components["schemas"]["Status"] | null;
        };
        /** @description A pledge, and where it is paid; nowhere if it was changed at once. */
        BegunPledge: {
            pledge: components["schemas"]["Pledge"];
            checkout_url: string | null;
        };
        /** @description The page of Stripe's on which something is paid. */
        Checkout: {
            /** Format: uri */
            checkout_url: string;
        };
        /** @description A collection as its viewer sees it. Source: https://github.com/pixelfed/pixelfed, CollectionService.php */
        Collection: {
            /** @description Sorts by age where ids have the same length. */
            id: string;
            /** @description Sorts by age where ids have the same length. */
            pid: string;
            /** @enum {string} */
            visibility: "public" | "private" | "draft";
            title: string;
            description: string;
            /** Format: uri */
            thumb: string;
            /** Format: uri */
            url: string;
            /** Format: date-time */
            updated_at: string;
            published_at: string | null;
            /** Format: uri */
            avatar: string;
            username: string;
            post_count: number;
            rossgram: components["schemas"]["CollectionExtras"];
        };
        /** @description What a collection has beside what Pixelfed knows. */
        CollectionExtras: {
            cover_id: string | null;
        };
        /** @description A collection with a page of its posts. */
        WholeCollection: {
            /** @description Sorts by age where ids have the same length. */
            id: string;
            /** @description Sorts by age where ids have the same length. */
            pid: string;
            /** @enum {string} */
            visibility: "public" | "private" | "draft";
            title: string;
            description: string;
            /** Format: uri */
            thumb: string;
            /** Format: uri */
            url: string;
            /** Format: date-time */
            updated_at: string;
            published_at: string | null;
            /** Format: uri */
            avatar: string;
            username: string;
            post_count: number;
            rossgram: components["schemas"]["CollectionExtras"];
            items: components["schemas"]["Status"][];
        };
        /** @description A page of the archive. */
        Archive: {
            links: components["schemas"]["CursorLinks"];
            meta: components["schemas"]["CursorMeta"];
            data: components["schemas"]["Status"][];
        };
        /** @description Where the pages of a list are that is turned by a cursor. */
        CursorLinks: {
            first: string | null;
            last: string | null;
            prev: string | null;
            next: string | null;
        };
        /** @description By which cursors the pages are turned. */
        CursorMeta: {
            /** Format: uri */
            path: string;
            next_cursor: string | null;
            prev_cursor: string | null;
        };
        /** @description How far timelines were read. */
        Markers: {
            home?: components["schemas"]["Marker"];
            notifications?: components["schemas"]["Marker"];
        };
        /** @description Up to where a timeline was read. */
        Marker: {
            /** @description Sorts by age where ids have the same length. */
            last_read_id: string;
            version: number;
            /** Format: date-time */
            updated_at: string;
        };
        /** @description An account that the caller has muted. */
        MutedAccount: {
            /** @description Sorts by age where ids have the same length. */
            id: string;
            username: string;
            acct: string;
            display_name: string;
            locked: boolean;
            bot: boolean;
            discoverable: boolean;
            group: boolean;
            /** Format: date-time */
            created_at: string;
            /** @description HTML that the server wrote: whatever was typed is escaped. */
            note: string;
            note_text: string;
            /** Format: uri */
            url: string;
            /** Format: uri */
            uri: string;
            /** Format: uri */
            avatar: string;
            /** Format: uri */
            avatar_static: string;
            /** Format: uri */
            header: string;
            /** Format: uri */
            header_static: string;
            followers_count: number;
            following_count: number;
            statuses_count: number;
            last_status_at: string | null;
            noindex: boolean;
            emojis: components["schemas"]["CustomEmoji"][];
            roles: components["schemas"]["Role"][];
            fields: components["schemas"]["Field"][];
            website: null;
            local: boolean;
            is_admin: boolean;
            pronouns: string[];
            hide_collections?: boolean;
            limited?: boolean;
            rossgram: components["schemas"]["AccountExtra"];
            mute_expires_at: string | null;
        };
        /** @description A list of accounts whose posts are read together. */
        UserList: {
            id: string;
            title: string;
            /** @enum {string} */
            replies_policy: "none" | "list" | "followed";
            exclusive: boolean;
        };
        /** @description A filter with its keywords and posts. */
        Filter: {
            id: string;
            title: string;
            context: string[];
            expires_at: string | null;
            /** @enum {string} */
            filter_action: "warn" | "hide" | "blur";
            keywords: components["schemas"]["FilterKeyword"][];
            statuses: components["schemas"]["FilterStatus"][];
        };
        /** @description One of a filter's keywords. */
        FilterKeyword: {
            id: string;
            keyword: string;
            whole_word: boolean;
        };
        /** @description A post that a filter names. */
        FilterStatus: {
            id: string;
            /** @description Sorts by age where ids have the same length. */
            status_id: string;
        };
        /** @description What is signed in to the caller's account. */
        Session: {
            id: string;
            application: components["schemas"]["SessionApplication"];
            scopes: string[];
            /** Format: date-time */
            created_at: string;
            address: string | null;
            browser: string | null;
            current: boolean;
        };
        /** @description The app that is signed in. */
        SessionApplication: {
            name: string;
            website: string | null;
        };
        /** @description One's own stories, and those of whom one follows: unseen before seen. */
        StoryCarousel: {
            self: components["schemas"]["OwnReel"];
            nodes: components["schemas"]["StoryReel"][];
        };
        /** @description Stories of one author, the oldest first. */
        OwnReel: {
            user: components["schemas"]["StoryAuthor"];
            nodes: components["schemas"]["Story"][];
        };
        /** @description Whose stories are shown. */
        StoryAuthor: {
            /** @description Sorts by age where ids have the same length. */
            id: string;
            username: string;
            username_acct: string;
            display_name: string;
            /** Format: uri */
            avatar: string;
            local: boolean;
            is_author: boolean;
        };
        /** @description One story that stands; `duration` is how many seconds it is shown. */
        Story: {
            /** @description Sorts by age where ids have the same length. */
            id: string;
            /** @description Sorts by age where ids have the same length. */
            pid: string;
            /** @constant */
            type: "photo";
            /** Format: uri */
            src: string;
            duration: number;
            seen: boolean;
            /** Format: date-time */
            created_at: string;
            rossgram: components["schemas"]["StoryExtras"];
        };
        /** @description What our own client needs of a story: its shape, its text for who cannot see it, and what the viewer did. */
        StoryExtras: {
            /** @enum {string} */
            audience: "followers" | "close_friends";
            expires_at: string | null;
            width: number;
            height: number;
            blurhash: string;
            description: string;
            /** Format: uri */
            small: string;
            may_react: boolean;
            may_reply: boolean;
            favourited: boolean;
        };
        /** @description The stories of an author, the oldest first; `seen` tells whether the viewer saw all of them. */
        StoryReel: {
            user: components["schemas"]["StoryAuthor"];
            nodes: components["schemas"]["Story"][];
            id: string;
            /** Format: uri */
            url: string;
            seen: boolean;
            stories?: components["schemas"]["Story"][];
        };
        /** @description Stories of one author that stay on their profile, as the viewer sees them; none of them expires. */
        Highlight: {
            user: components["schemas"]["StoryAuthor"];
            nodes: components["schemas"]["Story"][];
            /** @description Sorts by age where ids have the same length. */
            id: string;
            title: string;
            /** Format: uri */
            cover: string;
            /** @description Sorts by age where ids have the same length. */
            cover_id: string;
        };
        /** @description How many saw one's own story, 1000 for as many or more, and a page of them, whoever saw it last first. */
        StoryViewers: {
            views_count: number;
            viewers: components["schemas"]["StoryViewer"][];
        };
        /** @description Somebody who saw a story, and whether they like it. */
        StoryViewer: {
            account: components["schemas"]["Account"];
            favourited: boolean;
        };
        /** @description A passkey that signs in to the caller's account. */
        Passkey: {
            id: string;
            name: string;
            credential_id: string;
            /** Format: date-time */
            created_at: string;
            last_used_at: string | null;
        };
        /** @description What an authenticator is to make a passkey for: PublicKeyCredentialCreationOptionsJSON of WebAuthn. */
        PasskeyCreation: {
            rp: components["schemas"]["PasskeyParty"];
            user: components["schemas"]["PasskeyOwner"];
            challenge: string;
            pubKeyCredParams: {
                [key: string]: string | number;
            }[];
            timeout: number;
            excludeCredentials: {
                [key: string]: string;
            }[];
            authenticatorSelection: {
                [key: string]: string | boolean;
            };
            attestation: string;
        };
        /** @description The server, as WebAuthn names it. */
        PasskeyParty: {
            id: string;
            name: string;
        };
        /** @description Whose passkey it is to be. */
        PasskeyOwner: {
            id: string;
            name: string;
            displayName: string;
        };
        /** @description What a passkey is to sign: PublicKeyCredentialRequestOptionsJSON of WebAuthn. */
        PasskeyRequest: {
            challenge: string;
            rpId: string;
            allowCredentials: {
                [key: string]: string;
            }[];
            userVerification: string;
            timeout: number;
        };
        /** @description Whether a code is asked for beside the password. */
        SecondFactor: {
            enabled: boolean;
            recovery_codes_left: number;
        };
        /** @description A secret for an authenticator app. */
        TotpSecret: {
            secret: string;
            uri: string;
        };
        /** @description Codes that each let in once; they are told once. */
        RecoveryCodes: {
            recovery_codes: string[];
        };
        /** @description A hashtag on a profile; its count is text. */
        FeaturedTag: {
            id: string;
            name: string;
            /** Format: uri */
            url: string;
            statuses_count: string;
            last_status_at: string | null;
        };
        /** @description Of what somebody gets mails, and in which language; those of one's own money always come. */
        MailChoices: {
            follows: boolean;
            mentions: boolean;
            comments: boolean;
            purchases: boolean;
            campaigns: boolean;
            /** @enum {string} */
            language: "en" | "ru";
        };
        /** @description Whose notifications are kept apart. */
        NotificationPolicy: {
            for_not_following: string;
            for_not_followers: string;
            for_new_accounts: string;
            for_private_mentions: string;
            for_limited_accounts: string;
            summary: components["schemas"]["PolicySummary"];
        };
        /** @description How many notifications are kept apart. */
        PolicySummary: {
            pending_requests_count: number;
            pending_notifications_count: number;
        };
        /** @description Notifications of somebody that are kept apart. */
        NotificationRequest: {
            /** @description Sorts by age where ids have the same length. */
            id: string;
            account: components["schemas"]["Account"];
            last_status: components["schemas"]["Status"] | null;
            notifications_count: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        /** @description Whether an account leaves, until when that can be taken back, and what is still in the way. */
        Leaving: {
            leaving: boolean;
            delete_at: string | null;
            can_stay: boolean;
            left: string[];
        };
        /** @description A subscription: `account` is the creator for a subscriber, and the subscriber for a creator. */
        Subscription: {
            id: string;
            account: components["schemas"]["Account"] | null;
            tier_id: string;
            level: number;
            /** @enum {string} */
            interval: "month" | "year";
            /** @description In the minor unit of its currency. */
            amount: number;
            /** @description By ISO 4217, in small letters. */
            currency: string;
            amount_text: string;
            status: string;
            /** Format: date-time */
            created_at: string;
            access_until: string | null;
            paid_through: string | null;
            trial_ends_at: string | null;
            grace_ends_at: string | null;
            cancel_at: string | null;
            ended_at: string | null;
        };
        /** @description What a tip to an account may be; all is null where it cannot be paid. */
        TipRange: {
            currency: string | null;
            least: number | null;
            most: number | null;
        };
        /** @description A code for a percentage off a creator's tiers. */
        PromotionCode: {
            id: string;
            code: string;
            percent_off: number;
            months: number | null;
            most: number | null;
            ends_at: string | null;
            state: string;
            /** Format: date-time */
            created_at: string;
        };
        Revenue: {
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            timezone: string;
            currencies: components["schemas"]["RevenueBook"][];
        };
        /** @description The sums of one currency. */
        RevenueBook: {
            /** @description By ISO 4217, in small letters. */
            currency: string;
            total: components["schemas"]["RevenueSums"];
            days: components["schemas"]["RevenueDay"][];
        };
        /** @description Sums, and how many payments, refunds and disputes they are of. */
        RevenueSums: {
            /** @description In the minor unit of its currency. */
            gross: number;
            /** @description In the minor unit of its currency. */
            fees: number;
            /** @description In the minor unit of its currency. */
            refunds: number;
            /** @description In the minor unit of its currency. */
            disputes: number;
            /** @description In the minor unit of its currency. */
            net: number;
            payments_count: number;
            refunds_count: number;
            disputes_count: number;
        };
        /** @description The sums of a day, and of each kind of order on it. */
        RevenueDay: {
            /** @description In the minor unit of its currency. */
            gross: number;
            /** @description In the minor unit of its currency. */
            fees: number;
            /** @description In the minor unit of its currency. */
            refunds: number;
            /** @description In the minor unit of its currency. */
            disputes: number;
            /** @description In the minor unit of its currency. */
            net: number;
            payments_count: number;
            refunds_count: number;
            disputes_count: number;
            /** Format: date */
            date: string;
            kinds: {
                [key: string]: components["schemas"]["RevenueSums"];
            };
        };
        /** @description A creator's balance at Stripe, and the balances of the creator's own book. */
        Balance: {
            stripe: components["schemas"]["StripeBalance"];
            ledger: {
                [key: string]: number | string;
            }[];
        };
        /** @description A creator's balance at Stripe. */
        StripeBalance: {
            available: components["schemas"]["Money"][];
            pending: components["schemas"]["Money"][];
        };
        /** @description An amount of money. */
        Money: {
            /** @description By ISO 4217, in small letters. */
            currency: string;
            /** @description In the minor unit of its currency. */
            amount: number;
            text: string;
        };
        /** @description One payment to a creator's bank. */
        Payout: {
            /** @description By ISO 4217, in small letters. */
            currency: string;
            /** @description In the minor unit of its currency. */
            amount: number;
            text: string;
            id: string;
            state: string;
            /** Format: date-time */
            created_at: string;
            arrives_at: string | null;
            failure: string | null;
        };
        /** @description What its author has not published. */
        Draft: {
            /** @description Sorts by age where ids have the same length. */
            id: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            params: components["schemas"]["StatusParams"];
            media_attachments: components["schemas"]["MediaAttachment"][];
            rossgram: components["schemas"]["StatusTerms"];
        };
        /** @description What an author said of a post that is not published; null is left to their defaults. */
        StatusParams: {
            text: string;
            poll: components["schemas"]["PollParams"] | null;
            media_ids: string[] | null;
            sensitive: boolean | null;
            spoiler_text: string;
            visibility: ("public" | "unlisted" | "private" | "direct") | null;
            in_reply_to_id: string | null;
            language: string | null;
            application_id: number;
            scheduled_at: null;
            idempotency: null;
            with_rate_limit: boolean;
        };
        /** @description What a post that is not published is to ask, in the words of the form that says it. */
        PollParams: {
            options: string[];
            expires_in: number;
            multiple: boolean;
            hide_totals: boolean;
        };
        /** @description Who is to see a post, in the words of the form that says it, and the place that it names. */
        StatusTerms: {
            /** @enum {string} */
            access: "public" | "unlisted" | "followers" | "me" | "close_friends" | "list" | "direct" | "price" | "tier" | "campaign";
            offer: {
                [key: string]: unknown;
            } | null;
            originals: string[] | boolean | null;
            place: components["schemas"]["Place"] | null;
            people: components["schemas"]["PersonToTag"][] | null;
        };
        /** @description Somebody whom an author tags at a point of a photo, in the words of the form. */
        PersonToTag: {
            /** @description Sorts by age where ids have the same length. */
            account_id: string;
            /** @description Sorts by age where ids have the same length. */
            media_id: string;
            x: number;
            y: number;
        };
        /** @description A post that goes out by itself. Source: https://docs.joinmastodon.org/entities/ScheduledStatus/ */
        ScheduledStatus: {
            /** @description Sorts by age where ids have the same length. */
            id: string;
            /** Format: date-time */
            scheduled_at: string;
            params: components["schemas"]["StatusParams"];
            media_attachments: components["schemas"]["MediaAttachment"][];
            rossgram: components["schemas"]["ScheduledTerms"];
        };
        /** @description Who is to see a scheduled post, and why it could not be published when its time came. */
        ScheduledTerms: {
            /** @enum {string} */
            access: "public" | "unlisted" | "followers" | "me" | "close_friends" | "list" | "direct" | "price" | "tier" | "campaign";
            offer: {
                [key: string]: unknown;
            } | null;
            originals: string[] | boolean | null;
            place: components["schemas"]["Place"] | null;
            people: components["schemas"]["PersonToTag"][] | null;
            error: string | null;
        };
        /** @description An invitation; its code and address are told once, when it is made. */
        Invite: {
            /** @description Sorts by age where ids have the same length. */
            id: string;
            code: string | null;
            url: string | null;
            max_uses: number;
            uses: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
        };
        /** @description A link to one post or collection; its address is told once, when it is made. */
        SecretLink: {
            /** @description Sorts by age where ids have the same length. */
            id: string;
            status_id: string | null;
            collection_id: string | null;
            url: string | null;
            token: string | null;
            /** Format: date-time */
            created_at: string;
            expires_at: string | null;
            views_count: number;
        };
        /** @description A post's words as they were typed. */
        StatusSource: {
            /** @description Sorts by age where ids have the same length. */
            id: string;
            text: string;
            spoiler_text: string;
        };
        /** @description One of the texts that a post had. */
        StatusEdit: {
            /** @description HTML that the server wrote: whatever was typed is escaped. */
            content: string;
            spoiler_text: string;
            sensitive: boolean;
            /** Format: date-time */
            created_at: string;
            account: components["schemas"]["Account"];
            media_attachments: components["schemas"]["MediaAttachment"][];
            emojis: components["schemas"]["CustomEmoji"][];
            poll?: components["schemas"]["EditedPoll"];
        };
        /** @description What a post asked when it was edited: no edit changes it. */
        EditedPoll: {
            options: components["schemas"]["EditedOption"][];
        };
        /** @description One of the answers of a poll, as an edit of its post tells it. */
        EditedOption: {
            title: string;
        };
        /** @description An account as moderators see it; of one that is gone its id alone is known. */
        AdminAccount: {
            /** @description Sorts by age where ids have the same length. */
            id: string;
            username: string;
            domain: string | null;
            /** Format: date-time */
            created_at: string;
            email: string;
            ip: string | null;
            ips: components["schemas"]["AdminIp"][];
            locale: string | null;
            invite_request: string | null;
            role: components["schemas"]["Role"];
            confirmed: boolean;
            approved: boolean;
            suspended: boolean;
            silenced: boolean;
            sensitized: boolean;
            disabled: boolean;
            invited_by_account_id: string | null;
            account: components["schemas"]["Account"];
        };
        /** @description An address of the network by which an account came; none is told. */
        AdminIp: {
            ip: string;
            /** Format: date-time */
            used_at: string;
        };
        /** @description A report as moderators see it; `statuses` are those of its posts that this moderator may see. */
        AdminReport: {
            /** @description Sorts by age where ids have the same length. */
            id: string;
            action_taken: boolean;
            action_taken_at: string | null;
            /** @enum {string} */
            category: "spam" | "legal" | "violation" | "other";
            comment: string;
            forwarded: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            account: components["schemas"]["AdminAccount"];
            target_account: components["schemas"]["AdminAccount"];
            assigned_account: components["schemas"]["AdminAccount"] | null;
            action_taken_by_account: components["schemas"]["AdminAccount"] | null;
            statuses: components["schemas"]["Status"][];
            rules: components["schemas"]["Rule"][];
            rossgram: components["schemas"]["AdminReportExtras"];
        };
        /** @description What we say of a report beside the dialect. */
        AdminReportExtras: {
            posts: components["schemas"]["ReportedWords"][];
        };
        /** @description What a reported post said as it was reported; `is_there` tells whether it is among the statuses. */
        ReportedWords: {
            /** @description Sorts by age where ids have the same length. */
            id: string;
            is_there: boolean;
            text: string;
            spoiler_text: string;
            media_ids: string[];
        };
        /**
         * @description A row of the log: who did what to whom, and why. The operator at the command line has no `moderator_id`.
         *
         *     Of a mail domain or an address, `reason` is what the row is about, and there is no account.
         */
        ModerationAction: {
            /** @description Sorts by age where ids have the same length. */
            id: string;
            name: string;
            moderator: string;
            moderator_id: string | null;
            account_id: string | null;
            acct: string;
            report_id: string | null;
            status_id: string | null;
            reason: string;
            /** Format: date-time */
            created_at: string;
        };
        /** @description An appeal as moderators read it; `words` is what a deleted post said. */
        FiledAppeal: {
            /** @description Sorts by age where ids have the same length. */
            id: string;
            text: string;
            /** @enum {string} */
            state: "pending" | "approved" | "rejected";
            /** Format: date-time */
            created_at: string;
            decided_at: string | null;
            decided_by: string | null;
            answer: string | null;
            words: string | null;
            account: components["schemas"]["AdminAccount"];
            strike: components["schemas"]["ModerationAction"];
        };
        /** @description A hashtag that leads by its numbers; `trendable` tells whether it is shown among what leads. */
        AdminTag: {
            id: string;
            name: string;
            /** Format: uri */
            url: string;
            history: components["schemas"]["TagDay"][];
            following?: boolean;
            featuring?: boolean;
            count?: number;
            trendable: boolean;
            usable: boolean;
            listable: boolean;
            requires_review: boolean;
        };
        /** @description A post that leads by its numbers, likewise. */
        AdminStatus: {
            content_text: string;
            reply_count: number;
            /** @enum {string} */
            pf_type: "text" | "photo" | "photo:album" | "reply" | "share";
            local: boolean;
            comments_disabled: boolean;
            place: components["schemas"]["Place"] | null;
            /** @description Sorts by age where ids have the same length. */
            id: string;
            /** Format: date-time */
            created_at: string;
            edited_at: string | null;
            in_reply_to_id: string | null;
            in_reply_to_account_id: string | null;
            sensitive: boolean;
            spoiler_text: string;
            /** @enum {string} */
            visibility: "public" | "unlisted" | "private" | "direct";
            language: string | null;
            /** Format: uri */
            uri: string;
            url: string | null;
            /** @description HTML that the server wrote: whatever was typed is escaped. */
            content: string;
            account: components["schemas"]["Account"];
            media_attachments: components["schemas"]["MediaAttachment"][];
            mentions: components["schemas"]["Mention"][];
            tags: components["schemas"]["StatusTag"][];
            emojis: components["schemas"]["CustomEmoji"][];
            replies_count: number;
            reblogs_count: number;
            favourites_count: number;
            quotes_count: number;
            favourited: boolean;
            reblogged: boolean;
            muted: boolean;
            bookmarked: boolean;
            pinned: boolean;
            filtered: components["schemas"]["FilterResult"][];
            reblog: components["schemas"]["Status"] | null;
            application: components["schemas"]["StatusApplication"] | null;
            card: components["schemas"]["PreviewCard"] | null;
            poll: components["schemas"]["Poll"] | null;
            taggedPeople: components["schemas"]["TaggedPerson"][];
            rossgram: components["schemas"]["StatusExtras"];
            trendable: boolean;
            requires_review: boolean;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
